/* In which form to record: what Safari can play back first, then what all others make. */
const FORMS = ["audio/mp4", "audio/webm;codecs=opus", "audio/webm", "audio/ogg;codecs=opus"];

export function chooseForm(isSupported) {
  return FORMS.find((form) => isSupported(form)) ?? "";
}

/* Whether this browser can record, keep pieces sealed on the device and send them. */
export function canRecord() {
  return Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.crypto?.subtle && window.indexedDB);
}
