/* One recording: the microphone, a piece every moment, the time that was recorded, and a clean end. */
import { chooseForm } from "./voice-mime.js";

/* At most five seconds may be lost. Chromium sometimes gives a piece of mp4 only at the next turn (measured), so twice
   this, and the time to seal and write it, must stay well below that. */
const PIECE = 1500;

export class Capture {
  static async start({ onPiece, onEnd }) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    const capture = new Capture();
    capture.id = crypto.randomUUID();
    capture.stream = stream;
    capture.recorded = 0;
    capture.since = null;
    const form = chooseForm((each) => MediaRecorder.isTypeSupported(each));
    capture.recorder = new MediaRecorder(stream, form ? { mimeType: form, audioBitsPerSecond: 64000 } : {});
    capture.listen(onPiece, onEnd);
    capture.recorder.start(PIECE);
    return capture;
  }

  listen(onPiece, onEnd) {
    let seq = 0;
    let writing = Promise.resolve();
    this.recorder.addEventListener("start", () => { this.since = performance.now(); });
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      if (!data.size) return;
      const place = seq;
      seq += 1;
      writing = writing.then(() => data.arrayBuffer()).then((bytes) => onPiece(this.id, place, bytes));
    });
    this.ended = new Promise((resolve) => this.recorder.addEventListener("stop", () => resolve())).then(() => writing);
    this.stream.getTracks().forEach((track) => track.addEventListener("ended", () => onEnd()));
    this.recorder.addEventListener("error", () => onEnd());
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
