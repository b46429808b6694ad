/* How loud it is, ten times a second: for the bar, and to notice that nothing is heard. */
const EVERY = 100;
const LOWEST = -60;
const SILENT = -50;

/* Loudness in decibels below full, from samples between -1 and 1. */
export function loudness(samples) {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  return power > 0 ? 10 * Math.log10(power) : -Infinity;
}

export class Level {
  constructor(stream, onLevel) {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 2048;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
    this.timer = setInterval(() => this.measure(onLevel), EVERY);
    this.context.resume();
  }

  measure(onLevel) {
    this.analyser.getFloatTimeDomainData(this.samples);
    const decibels = loudness(this.samples);
    const height = Math.max(0, Math.min(1, (decibels - LOWEST) / -LOWEST));
    onLevel(height, decibels < SILENT);
  }

  stop() {
    clearInterval(this.timer);
    this.context.close();
  }
}
