// News: a change of the team's requests appears without loading the page; with a sound and a notification, if wanted.
import {addressOf} from './collector.js';
import {make} from './elements.js';
import {tr} from './words.js';

const wants = (what) => localStorage.getItem(`porchlight-${what}`) === 'yes';
const tryAgainAfterMs = 5000;

let source = null, retry = null;

// `changed()` when something did; `lost()` when the collector gives no more news: the caller may be signed out.
export function listen(mark, changed, lost) {
  silence();
  source = new EventSource(addressOf(`events?since=${encodeURIComponent(mark)}`));
  source.addEventListener('changed', changed);
  source.addEventListener('error', () => {
    // The browser asks again by itself, unless it was refused.
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(lost, tryAgainAfterMs);
  });
}

export function silence() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function ring() {
  const audio = new AudioContext();
  [660, 880].forEach((pitch_hz, i) => {
    const tone = audio.createOscillator(), loudness = audio.createGain();
    const begins = audio.currentTime + i * 0.18;
    tone.frequency.value = pitch_hz;
    loudness.gain.setValueAtTime(0.15, begins);
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.4);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + 0.4);
  });
}

export function announce() {
  if (wants('sound')) ring();
  if (wants('notification') && Notification.permission === 'granted' && document.hidden)
    new Notification('Porchlight', {body: tr('Somebody is waiting for a call.'), tag: 'porchlight'});
}

function choice(what, text, allow) {
  const box = make('input', {type: 'checkbox', 'data-at': what});
  box.checked = wants(what);
  box.addEventListener('change', async () => {
    box.checked = box.checked && await allow();
    localStorage.setItem(`porchlight-${what}`, box.checked ? 'yes' : 'no');
  });
  return make('label', {class: 'check'}, box, text);
}

export function newsChoices() {
  return make('div', {class: 'row'}, choice('sound', tr('Play a sound when somebody new waits'), () => { ring(); return true; }),
    'Notification' in window && choice('notification', tr('Show a notification'),
      async () => await Notification.requestPermission() === 'granted'));
}
