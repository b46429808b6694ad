"""The command `raam`: reads its arguments and hands over; each subcommand imports what it needs itself."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from raamvertelling.cli.words import Words, choose_words
from raamvertelling.version import VERSION

OK, PROBLEM, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when it went well, 1 when the input has a problem, 2 for a wrong command."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = choose_words(arguments, os.environ.get("RAAM_LANG", ""))
    try:
        options = make_parser(words).parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        code = _run(options)
        sys.stdout.flush()
        return code
    except FileNotFoundError as error:
        print(f"Het bestand '{error.filename}' is er niet. Kijk de naam na.", file=sys.stderr)
    except IsADirectoryError as error:
        print(f"'{error.filename}' is een map. Kies een bestand.", file=sys.stderr)
    except BrokenPipeError:
        # Who reads along has stopped (`raam ... | head`); that is no mistake, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"Het bestand '{error.filename}' is niet te lezen: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Afgebroken. Er is niets bewaard.", file=sys.stderr)
    except Exception as problem:
        # Imported when something went wrong, not before: it was half of the start of `raam mask`.
        from raamvertelling.exchange.report import ImportProblem

        if not isinstance(problem, ImportProblem):
            raise
        print(problem, file=sys.stderr)
    return PROBLEM


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are in the chosen language too."""

    words: Words

    def format_usage(self) -> str:
        """Return the usage line, with its first word translated."""
        return super().format_usage().replace("usage:", self.words.usage, 1)

    def format_help(self) -> str:
        """Return the help, with the headings of argparse translated."""
        text = super().format_help().replace("usage:", self.words.usage, 1)
        text = text.replace("\npositional arguments:\n", f"\n{self.words.arguments}:\n")
        text = text.replace("\noptions:\n", f"\n{self.words.options}:\n")
        return text.replace("show this help message and exit", self.words.help).replace(
            "show program's version number and exit", self.words.version
        )

    def error(self, message: str) -> NoReturn:
        """Print how it is used and what is wrong, and stop with code 2."""
        self.exit(USAGE, f"{self.format_usage()}{self.words.wrong} ({message})\n")


def _speaking(words: Words) -> type[_Parser]:
    """Return the class of which subcommands are made too, so that all of them speak the same language."""
    made = type("Parser", (_Parser,), {"words": words})
    assert issubclass(made, _Parser)
    return made


def make_parser(words: Words) -> argparse.ArgumentParser:
    """Return the parser with help in the chosen language."""
    parser = _speaking(words)(
        prog="raam", description=words.raam, epilog=words.other_language, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"Raamvertelling {VERSION}")
    _add_common(parser, words)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMANDO", title=words.commands)
    _add_imports(commands, words)
    check = commands.add_parser("check-framework", help=words.check, description=words.check)
    check.add_argument("framework", metavar="F.yaml", help=words.framework)
    check.add_argument("--json", action="store_true", help=words.json)
    _add_common(check, words)
    _add_inquiries(commands, words)
    _add_journal(commands, words)
    _add_keeping(commands, words)
    _add_operating(commands, words)
    xlsform = commands.add_parser("xlsform", help=words.xlsform, description=words.xlsform)
    xlsform.add_argument("file", metavar="F.yaml|F.xlsx", help=words.framework)
    xlsform.add_argument("--uit", metavar="FILE", required=True, help=words.target)
    _add_common(xlsform, words)
    mask = commands.add_parser("mask", help=words.mask, description=words.mask_long)
    mask.add_argument("--jsonl", action="store_true", help=words.jsonl)
    mask.add_argument("--engine", metavar="NAAM", action="append", default=[], help=words.engine)
    _add_common(mask, words)
    _add_scan(commands, words)
    _add_missing(commands, words)
    schema = commands.add_parser("schema", help=words.schema, description=words.schema)
    _add_common(schema, words)
    return parser


def _add_imports(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    imports = commands.add_parser("import", help=words.imports, description=words.imports)
    _add_common(imports, words)
    kinds = imports.add_subparsers(dest="kind", required=True, metavar="SOORT", title=words.kinds)
    sensemaker = kinds.add_parser("sensemaker", help=words.sensemaker, description=words.sensemaker)
    sensemaker.add_argument("definition", metavar="DEFINITION.json", help=words.definition)
    sensemaker.add_argument("data", metavar="DATA.csv", help=words.data)
    narrafirma = kinds.add_parser("narrafirma", help=words.narrafirma, description=words.narrafirma)
    narrafirma.add_argument("form", metavar="FORM.csv", help=words.form)
    narrafirma.add_argument("stories", metavar="STORIES.csv", help=words.stories)
    tabel = kinds.add_parser("tabel", help=words.tabel, description=words.tabel)
    tabel.add_argument("file", metavar="FILE", help=words.table)
    tabel.add_argument("--framework", required=True, metavar="F.yaml", help=words.framework)
    for each in (sensemaker, narrafirma, tabel):
        each.add_argument("--json", action="store_true", help=words.json)
        each.add_argument("--into", metavar="INQUIRY", help=words.into)
        each.add_argument("--grond", metavar="TEKST", default="", help=words.ground)
        each.add_argument("--gebruik", metavar="analyse,groep", default="analyse", help=words.uses)
        _add_common(each, words)


def _add_scan(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    scan = commands.add_parser("scan", help=words.scan, description=words.scan_long)
    scan.add_argument("--framework", metavar="F.yaml", required=True, help=words.framework)
    scan.add_argument("--stories", metavar="S.jsonl", required=True, help=words.scan_stories)
    scan.add_argument("--by", metavar="VRAAG", default="", help=words.scan_by)
    form = scan.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words.only_json)
    form.add_argument("--csv", action="store_true", help=words.scan_csv)
    scan.add_argument("--noise", metavar="N", type=int, help=words.noise)
    scan.add_argument("--seed", metavar="GETAL", type=int, default=1, help=words.seed)
    _add_common(scan, words)


def _add_missing(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    missing = commands.add_parser("wie-ontbreekt", help=words.missing, description=words.missing_long)
    missing.add_argument("--framework", metavar="F.yaml", required=True, help=words.framework)
    missing.add_argument("--stories", metavar="S.jsonl", required=True, help=words.scan_stories)
    missing.add_argument("--by", metavar="VRAAG", required=True, help=words.missing_by)
    missing.add_argument("--population", metavar="P.csv", required=True, help=words.population)
    missing.add_argument("--csv", action="store_true", help=words.missing_csv)
    _add_common(missing, words)


def _add_inquiries(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    inquiry = commands.add_parser("onderzoek", help=words.inquiry, description=words.inquiry)
    release = commands.add_parser("vrijgeven", help=words.release, description=words.release)
    account = commands.add_parser("verantwoording", help=words.account, description=words.account)
    for each in (inquiry, release, account):
        each.add_argument("slug", metavar="INQUIRY", help=words.slug)
        _add_common(each, words)
    for name, help_text in (("titel", words.title), ("organisatie", words.organisation), ("email", words.email)):
        inquiry.add_argument(f"--{name}", metavar="TEKST", required=True, help=help_text)
    inquiry.add_argument("--naam", metavar="TEKST", default="Beheerder", help=words.name)
    release.add_argument("--reden", metavar="TEKST", required=True, help=words.reason)
    account.add_argument("--titel", metavar="TEKST", required=True, help=words.title)
    account.add_argument("--patroon", metavar="VRAAG", action="append", help=words.pattern)
    account.add_argument("--uit", metavar="FILE.pdf", required=True, help=words.out)


def _add_journal(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    journal = commands.add_parser("journaal", help=words.journal, description=words.journal)
    _add_common(journal, words)
    actions = journal.add_subparsers(dest="action", required=True, metavar="ACTIE", title=words.commands)
    check = actions.add_parser("controleren", help=words.journal_check, description=words.journal_check)
    check.add_argument("--onderzoek", metavar="INQUIRY", default="", help=words.journal_inquiry)
    check.add_argument("--kop", metavar="FILE", action="append", default=[], help=words.kept_head)
    head = actions.add_parser("kop", help=words.journal_head, description=words.journal_head)
    head.add_argument("slug", metavar="INQUIRY", help=words.slug)
    step = commands.add_parser("tweede-stap-uit", help=words.second_step_off, description=words.second_step_off)
    password = commands.add_parser("wachtwoord", help=words.renewed_sign_in, description=words.renewed_sign_in)
    for each in (step, password):
        each.add_argument("email", metavar="E-MAIL", help=words.second_step_email)
    for each in (check, head, step, password):
        _add_common(each, words)


def _add_keeping(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    backup = commands.add_parser("backup", help=words.backup, description=words.backup)
    backup.add_argument("--uit", metavar="MAP", required=True, help=words.folder)
    restore = commands.add_parser("restore", help=words.restore, description=words.restore)
    restore.add_argument("verhalen", metavar="VERHALEN.raamkopie", help=words.copy)
    restore.add_argument("--sleutels", metavar="SLEUTELS.raamkopie", default="", help=words.keys)
    restore.add_argument("--intrekkingen", metavar="FILE", action="append", help=words.withdrawals)
    archive = commands.add_parser("archief", help=words.archive, description=words.archive)
    archive.add_argument("slug", metavar="INQUIRY", help=words.slug)
    archive.add_argument("--voor", metavar="TEKST", required=True, help=words.receiver)
    archive.add_argument("--uit", metavar="FILE", required=True, help=words.target)
    opening = commands.add_parser("archief-openen", help=words.open_archive, description=words.open_archive)
    opening.add_argument("file", metavar="FILE", help=words.archive_file)
    opening.add_argument("--uit", metavar="MAP", required=True, help=words.folder)
    for each in (archive, opening):
        each.add_argument("--wachtzin", metavar="FILE", default="", help=words.phrase)
    for each in (backup, restore, archive, opening):
        _add_common(each, words)


def _add_operating(commands: "argparse._SubParsersAction[_Parser]", words: Words) -> None:
    place = commands.add_parser("check", help=words.check_place, description=words.check_place)
    place.add_argument("--mail", metavar="E-MAIL", default="", help=words.test_mail)
    stats = commands.add_parser("stats", help=words.stats, description=words.stats)
    stats.add_argument("--json", action="store_true", help=words.json)
    keys = commands.add_parser("keys", help=words.own_keys, description=words.own_keys)
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTIE", title=words.commands)
    rotate = actions.add_parser("rotate", help=words.rotate, description=words.rotate)
    for each in (place, stats, keys, rotate):
        _add_common(each, words)


def _add_common(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--english", action="store_true", help=words.english)


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "import":
            from raamvertelling.cli.imports import run_import

            return run_import(options)
        case "check-framework":
            from raamvertelling.cli.frameworks import check_framework

            return check_framework(options.framework, as_json=options.json)
        case "xlsform":
            from raamvertelling.cli.frameworks import convert_xlsform

            return convert_xlsform(options.file, options.uit)
        case "onderzoek" | "vrijgeven" | "verantwoording":
            from raamvertelling.cli import accounts, inquiries

            actions = {"onderzoek": inquiries.start_inquiry, "vrijgeven": inquiries.release_all}
            return actions.get(options.command, accounts.write_account)(options)
        case "journaal" | "tweede-stap-uit" | "wachtwoord":
            from raamvertelling.cli import journal, signing_in

            steps = {"controleren": journal.check, "kop": journal.print_head, "wachtwoord": signing_in.give_password}
            return steps.get(getattr(options, "action", options.command), signing_in.take_second_step_off)(options)
        case "backup" | "restore" | "archief" | "archief-openen" | "check" | "stats" | "keys":
            from raamvertelling.cli import keeping, operating

            return operating.ACTIONS.get(options.command, keeping.run_keeping)(options)
        case "mask":
            from raamvertelling.cli.mask import run_mask

            return run_mask(jsonl=options.jsonl, engines=options.engine)
        case "scan" | "wie-ontbreekt":
            from raamvertelling.cli import missing, scan

            return {"scan": scan.run_scan}.get(options.command, missing.run_missing)(options)
        case _:
            from raamvertelling.cli.frameworks import print_schema

            return print_schema()
