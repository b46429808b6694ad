"""The forms of a teller that are not a question of the framework."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raamvertelling.core.framework import Framework
from raamvertelling.stories.codes import normalise
from raamvertelling.stories.models import ToldAs
from raamvertelling.telling import manner, steps
from raamvertelling.web.forms import RaamForm
from raamvertelling.web.pages import ErrorLine

YES, NO = "ja", "nee"


def _yes_or_no(label: str, problem: str, *, help_text: str = "") -> forms.ChoiceField:
    """Two radio buttons, neither of them chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[(YES, _("Ja")), (NO, _("Nee"))],
        widget=forms.RadioSelect,
        error_messages={"required": problem, "invalid_choice": problem},
    )


def summary_of(form: forms.BaseForm) -> list[ErrorLine]:
    """Return the lines on top of the page: the same words as at the field, each leading to its field."""
    lines = [ErrorLine(str(text)) for text in form.non_field_errors()]
    for field in form:
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
        lines += [ErrorLine(str(text), target) for text in field.errors]
    return lines


def guardian_question(age: int) -> str:
    """Ask for the consent that the law wants besides that of a young teller."""
    return _("Jonger dan %(age)s jaar? Vindt uw vader, moeder of voogd het ook goed?") % {"age": age}


class BeforeForm(RaamForm):
    """Old enough, and the one use without which nothing starts."""

    mark_optional = False

    def __init__(self, framework: Framework, language: str, *args: Any, with_help: bool = False, **kwargs: Any) -> None:
        """`with_help`: somebody of the team is there, so that who is too young to tell alone may tell after all."""
        super().__init__(*args, **kwargs)
        age = {"age": framework.min_age}
        self.fields["old_enough"] = _yes_or_no(
            _("Bent u %(age)s jaar of ouder?") % age, _("Kies Ja of Nee bij de vraag naar uw leeftijd.")
        )
        if with_help:
            self.fields["guardian"] = _yes_or_no(guardian_question(framework.min_age), _("Kies Ja of Nee."))
            self.fields["guardian"].required = False
        purpose = steps.analyse_purpose(framework)
        self.fields["analyse"] = _yes_or_no(
            _("Vindt u dit goed?"),
            _("Kies Ja of Nee bij de vraag of u dit goed vindt."),
            help_text=purpose.text.in_language(language) if purpose else "",
        )

    @property
    def is_old_enough(self) -> bool:
        return bool(self.cleaned_data["old_enough"] == YES)

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data["analyse"] == YES)


class MannerForm(RaamForm):
    """For whom or with whom somebody tells; no names."""

    mark_optional = False

    def __init__(self, told_as: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_other = told_as == ToldAs.OTHER
        problem = _("Kies voor wie u vertelt.") if for_other else _("Kies met wie u vertelt.")
        self.fields[manner.WITH] = forms.ChoiceField(
            label=_("Voor wie vertelt u?") if for_other else _("Met wie vertelt u?"),
            choices=[(each.value, manner.words_for(each)) for each in (manner.FOR if for_other else manner.TOGETHER)],
            widget=forms.RadioSelect,
            error_messages={"required": problem, "invalid_choice": problem},
        )
        if for_other:
            self.fields[manner.KNOWS] = _yes_or_no(
                _("Weet de ander dat u dit hier vertelt?"),
                _("Kies Ja of Nee bij de vraag of de ander het weet."),
                help_text=_("Nee mag ook, bijvoorbeeld als iemand is overleden. Een moderator let dan extra op."),
            )
        self.told_as = told_as

    @property
    def manner(self) -> manner.Manner:
        return manner.read_manner({manner.AS: self.told_as, **self.cleaned_data})


class UsesForm(RaamForm):
    """A row for each other use. A row without an answer is a no."""

    mark_optional = False

    def __init__(self, framework: Framework, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in steps.other_purposes(framework):
            field = _yes_or_no(purpose.text.in_language(language), _("Kies Ja of Nee."))
            field.required = False
            self.fields[purpose.id] = field

    @property
    def consents(self) -> dict[str, bool]:
        return {id: self.cleaned_data.get(id) == YES for id in self.fields}


class CodeForm(RaamForm):
    """The receipt code, with any spaces and dashes."""

    code = forms.CharField(
        label=gettext_lazy("Uw code"),
        help_text=gettext_lazy("Zestien cijfers, in vier groepjes van vier. Met of zonder spaties."),
        error_messages={"required": gettext_lazy("Vul uw code in. Dat zijn zestien cijfers.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "raam-code-input", "dir": "ltr"}
        ),
    )

    def clean_code(self) -> str:
        """Return sixteen digits, whatever stood between them."""
        digits = normalise(self.cleaned_data["code"])
        if not digits:
            raise forms.ValidationError(_("Een code heeft zestien cijfers. Kijk of u alle cijfers hebt ingevuld."))
        return digits


class ResumeForm(CodeForm):
    """The code with which a story goes on here; it looks like a receipt code and is something else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Uw code om verder te gaan")


class TextForm(RaamForm):
    """The text of a story that was sent, to be corrected."""

    title = forms.CharField(label=gettext_lazy("Titel"), required=False, max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Uw verhaal"),
        widget=forms.Textarea(attrs={"rows": 14, "class": "raam-story-text", "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Uw verhaal is nu leeg. Wilt u het weghalen? Kies dan Verhaal intrekken.")
        },
    )


class WordsForm(TextForm):
    """How the teller wants a text that was changed."""

    text = forms.CharField(
        label=gettext_lazy("Zo wilt u het"),
        widget=forms.Textarea(attrs={"rows": 14, "class": "raam-story-text", "dir": "auto"}),
        error_messages={"required": gettext_lazy("De tekst is nu leeg. Schrijf hoe u het wilt. Of kies Terug.")},
    )
