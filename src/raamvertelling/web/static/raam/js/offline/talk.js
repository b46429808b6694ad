/* One conversation: whose turn it is, one question after the other, everything once more, the code. */
import { problem } from "./checks.js";
import { Conversations } from "./conversations.js";
import { fill, inWords, pairsOf } from "./fields.js";
import { drawCheck, drawCode, drawUses } from "./playback.js";
import { after, asked, before, voiceOf } from "./route.js";

const GIVE = "geef";
const BEFORE = "vooraf";
const USES = "gebruik";
const CHECK = "nakijken";
const BACK = "terug";
const SAVE_AFTER = 800;
const LOOK_EVERY = 60 * 1000;

export class InterviewTalk extends HTMLElement {
  async connectedCallback() {
    this.plan = JSON.parse(this.dataset.plan);
    this.host = this.querySelector("[data-question]");
    this.conversations = await Conversations.open(this.dataset.code);
    await this.conversations.wipeOld();
    this.talk = await this.conversations.current();
    if (!this.talk || !await this.conversations.canRead()) { this.leave(); return; }
    this.told = await this.conversations.read(this.talk);
    this.listen();
    this.show(this.firstName());
  }

  listen() {
    this.addEventListener("submit", (event) => { event.preventDefault(); this.onward(event.submitter?.value); });
    this.addEventListener("click", (event) => {
      const go = event.target.closest("[data-go]");
      if (go) { event.preventDefault(); this[go.dataset.go](go); }
    });
    this.addEventListener("input", () => this.saveSoon());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.saveNow(); });
    setInterval(async () => { if (await this.conversations.wipeOld()) this.leave(); }, LOOK_EVERY);
  }

  get steps() { return asked(this.plan.steps, this.told?.fields ?? {}); }

  get own() { return this.steps.filter((each) => each.own); }

  get questions() { return this.steps.filter((each) => !each.own); }

  /* Whoever opens this is the interviewer; everything of the resident comes after handing over. */
  firstName() {
    if (this.talk.stage === "code") return GIVE;
    if (!this.told.at) return this.own[0]?.name ?? GIVE;
    return this.own.some((each) => each.name === this.told.at) ? this.told.at : GIVE;
  }

  /* Show one screen and nothing else; a question is a fresh copy with what was filled in. */
  show(name) {
    this.name = name;
    this.step = this.steps.find((each) => each.name === name) ?? null;
    const screen = this.step ? "vraag" : name;
    this.host.replaceChildren();
    if (this.step) this.drawQuestion();
    if (name === CHECK) drawCheck(this);
    if (name === USES && this.told.usesAsked) drawUses(this);
    this.querySelectorAll("[data-screen]").forEach((each) => { each.hidden = each.dataset.screen !== screen; });
    this.fail("");
    this.entitle(screen);
    window.scrollTo(0, 0);
  }

  entitle(screen) {
    const section = this.querySelector(`[data-screen="${screen}"]`);
    const heading = section.querySelector("h1");
    const count = this.step && !this.step.own ? `${section.querySelector(".raam-count").textContent}: ` : "";
    document.title = count + heading.textContent.trim();
    heading.tabIndex = -1;
    heading.focus();
  }

  drawQuestion() {
    const { step } = this;
    const part = this.sheetOf(step.name).content.cloneNode(true);
    fill(part, this.told.fields[step.name] ?? []);
    this.host.append(part);
    const list = step.own ? this.own : this.questions;
    const numbers = { number: list.indexOf(step) + 1, total: list.length + (!step.own && this.plan.uses.length ? 1 : 0) };
    const section = this.host.closest("[data-screen]");
    section.querySelector(".raam-count").textContent = this.plan.words.count.replace(/\{(\w+)\}/g, (_, key) => numbers[key]);
    section.querySelector("[value=over]").hidden = step.required;
    section.querySelector("[data-own]").hidden = !step.own;
    section.querySelector("[data-go=back]").hidden = step.own && !before(list, step.name);
  }

  /* A button of a form: on to the next screen, if this one is filled in well. */
  async onward(button) {
    try {
      if (this.step) await this.leaveQuestion(button);
      else if (this.name === BEFORE) await this.leaveBefore();
      else if (this.name === USES) await this.leaveUses();
      else if (this.name === CHECK) await this.send();
    } catch (error) {
      this.notKept(error);
    }
  }

  async leaveQuestion(button) {
    const { step } = this;
    const pairs = button === "over" ? [] : pairsOf(this.form);
    const mistake = problem(step, pairs, this.plan.words);
    if (mistake) { this.fail(mistake); return; }
    const lines = button === "over" ? [] : inWords(this.form);
    this.told.fields[step.name] = lines.length ? pairs : [];
    this.told.words[step.name] = lines;
    const list = step.own ? this.own : this.questions;
    const following = after(list, step.name)?.name ?? (step.own ? GIVE : this.plan.uses.length ? USES : CHECK);
    await this.moveTo(this.changing ? CHECK : following);
  }

  async leaveBefore() {
    const given = Object.fromEntries(pairsOf(this.form));
    if (!given.old_enough || !given.analyse) { this.fail(this.plan.words.yes_or_no); return; }
    const isTooYoung = given.old_enough === "nee" && given.guardian !== "ja";
    if (isTooYoung || given.analyse === "nee") {
      await this.conversations.wipe();
      this.show(isTooYoung ? "jonger" : "niet");
      return;
    }
    this.told.guardian = given.old_enough === "nee";
    this.told.uses.analyse = true;
    await this.moveTo(this.questions[0].name);
  }

  async leaveUses() {
    const given = Object.fromEntries(pairsOf(this.form));
    for (const id of this.plan.uses) this.told.uses[id] = given[id] === "ja";
    this.told.usesAsked = true;
    await this.moveTo(CHECK);
  }

  /* Where the talk stands is kept, so that it goes on here when the page is closed in between. */
  async moveTo(name) {
    this.changing = false;
    this.told.at = name;
    await this.conversations.save(this.talk, this.told);
    this.show(name);
  }

  async send() {
    const open = this.questions.find((each) => each.required && !this.told.words[each.name]?.length);
    if (open) { this.fail(`${this.plan.words.unanswered}: ${this.headingOf(open.name)}`); return; }
    const kept = new Set(this.steps.map((each) => each.name));
    const fields = Object.fromEntries(Object.entries(this.told.fields).filter(([name, pairs]) => kept.has(name) && pairs.length));
    const wantsCode = !this.form.elements.geen_code.checked;
    await this.conversations.finish(this.talk, { ...this.told, fields }, { uses: this.told.uses, wantsCode });
    this.forget();
    this.talk = await this.conversations.current();
    this.told = await this.conversations.read(this.talk);
    this.showCode();
  }

  /* Take every word of the teller off the page and out of this script. */
  forget() {
    this.told = null;
    clearTimeout(this.timer);
    this.host.replaceChildren();
    this.querySelectorAll("[data-wipe]").forEach((each) => each.replaceChildren());
    this.querySelectorAll("form").forEach((each) => each.reset());
  }

  showCode() {
    drawCode(this);
    this.show("code");
  }

  /* The question in the words of who speaks, else in those for everybody. */
  sheetOf(name) {
    const role = voiceOf(this.plan, this.told.fields);
    const sheets = [...this.querySelectorAll(`template[data-step="${name}"]`)];
    return sheets.find((each) => each.dataset.role === role) ?? sheets.find((each) => !each.dataset.role);
  }

  headingOf(name) { return this.sheetOf(name).content.querySelector("h1").textContent.trim(); }

  get form() { return this.querySelector("[data-screen]:not([hidden]) form"); }

  fail(sentence) {
    const box = this.querySelector("[data-screen]:not([hidden]) [data-fault]");
    if (!box) return;
    box.hidden = !sentence;
    box.textContent = sentence;
    if (!sentence) return;
    document.title = `${this.plan.words.fault}: ${document.title.replace(`${this.plan.words.fault}: `, "")}`;
    box.focus();
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveNow(), SAVE_AFTER);
  }

  /* Keep what stands on the page half-way a question too. */
  async saveNow() {
    if (!this.told || !this.step || this.talk.stage !== "telling") return;
    this.told.fields[this.step.name] = pairsOf(this.form);
    this.told.words[this.step.name] = inWords(this.form);
    this.told.at = this.step.name;
    await this.conversations.save(this.talk, this.told).catch((error) => this.notKept(error));
  }

  /* A full device, or a browser that took its storage away: nothing goes on as if it were kept. */
  notKept(error) {
    if (error && !(error instanceof DOMException)) throw error;
    this.fail(this.plan.words.not_kept);
  }

  /* The buttons outside the forms. */
  taken() {
    if (this.talk.stage === "code") this.showCode();
    else this.show(this.told.at && this.told.at !== GIVE ? this.told.at : BEFORE);
  }

  back() {
    if (this.changing) { this.changing = false; this.show(CHECK); return; }
    const list = this.step?.own ? this.own : this.questions;
    if (this.step) this.show(before(list, this.name)?.name ?? (this.step.own ? this.name : BEFORE));
    else if (this.name === USES) this.show(list.at(-1).name);
    else if (this.name === CHECK) this.show(this.plan.uses.length ? USES : list.at(-1).name);
    else if (this.name === BEFORE) this.show(GIVE);
  }

  change(button) {
    this.changing = true;
    this.show(button.dataset.step);
  }

  async noted() {
    await this.conversations.wipe();
    this.forget();
    this.show(BACK);
  }

  leave() { window.location.replace(this.dataset.home); }
}

customElements.define("interview-talk", InterviewTalk);
