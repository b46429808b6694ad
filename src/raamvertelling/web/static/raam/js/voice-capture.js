/* One recording: the microphone, a piece every moment, the time that was recorded, and a clean end. */
import { chooseForm } from "./voice-mime.js";

/* At most five seconds may be lost. Chromium sometimes gives a piece of mp4 only at the next turn (measured), so twice
   this, and the time to seal and write it, must stay well below that. */
const PIECE = 1500;

export class Capture {
  static async start({ onPiece, onEnd }) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    const capture = new Capture();
    Object.assign(capture, { stream, onPiece, onEnd, recorded: 0, since: null, ended: Promise.resolve() });
    stream.getTracks().forEach((track) => track.addEventListener("ended", () => onEnd()));
    capture.record();
    return capture;
  }

  record() {
    this.id = crypto.randomUUID();
    const form = chooseForm((each) => MediaRecorder.isTypeSupported(each));
    this.recorder = new MediaRecorder(this.stream, form ? { mimeType: form, audioBitsPerSecond: 64000 } : {});
    this.listen(this.recorder, this.id);
    this.recorder.start(PIECE);
  }

  listen(recorder, id) {
    let seq = 0;
    let writing = Promise.resolve();
    recorder.addEventListener("start", () => { if (recorder.state === "recording") this.since = performance.now(); });
    recorder.addEventListener("dataavailable", ({ data }) => {
      if (!data.size) return;
      const place = seq;
      seq += 1;
      writing = writing.then(() => data.arrayBuffer()).then((bytes) => this.onPiece(id, place, bytes));
    });
    const ended = new Promise((resolve) => recorder.addEventListener("stop", () => resolve())).then(() => writing);
    this.ended = Promise.all([this.ended, ended]);
    recorder.addEventListener("error", () => this.onEnd());
  }

  /* Another window finished this recording: go on as a new one that can be played by itself, and miss no word. */
  renew() {
    if (this.recorder.state === "inactive") return;
    const { recorder: former, isPaused } = this;
    this.hold();
    this.record();
    if (isPaused) this.recorder.pause();
    former.stop();
  }

  get elapsed() {
    return this.recorded + (this.since === null ? 0 : performance.now() - this.since);
  }

  get isPaused() {
    return this.recorder.state === "paused";
  }

  hold() {
    this.recorded = this.elapsed;
    this.since = null;
  }

  pause() {
    if (this.recorder.state !== "recording") return;
    this.recorder.requestData();
    this.recorder.pause();
    this.hold();
  }

  resume() {
    if (!this.isPaused) return;
    this.recorder.resume();
    this.since = performance.now();
  }

  /* Resolves when the last piece is on the device. */
  async stop() {
    this.hold();
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.stream.getTracks().forEach((track) => track.stop());
    await this.ended;
  }
}
