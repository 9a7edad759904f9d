// The words of the page: English stands in the code and is the message's name; spanish.js has the others. Times and
// numbers by the browser.
import {spanish} from './spanish.js';

const kept = 'porchlight-language';
const languages = {en: {}, es: spanish};

function first() {
  const chosen = localStorage.getItem(kept);
  const wished = [chosen, ...navigator.languages].filter(Boolean).map((each) => each.slice(0, 2));
  return wished.find((each) => each in languages) ?? 'en';
}

let language = first();
document.documentElement.lang = language;

export const currentLanguage = () => language;

export function speak(next) {
  language = next;
  localStorage.setItem(kept, next);
  document.documentElement.lang = next;
}

// tr("Yours until {time}.", {time}): words in braces are filled in.
export function tr(text, values = {}) {
  const words = languages[language][text] ?? text;
  return words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

const date = (s) => new Date(s * 1000);
const sameDay = (a, b) => a.toDateString() === b.toDateString();

export const clockTime = (s) => date(s).toLocaleTimeString(language, {hour: 'numeric', minute: '2-digit'});

// "today 6:21 PM", "tomorrow 9:00 AM", "Tuesday, Nov 3, 9:00 AM". `now`: the collector's.
export function dayAndTime(s, now) {
  const time = clockTime(s);
  if (sameDay(date(s), date(now))) return tr('today {time}', {time});
  if (sameDay(date(s), date(now + 86400))) return tr('tomorrow {time}', {time});
  if (sameDay(date(s), date(now - 86400))) return tr('yesterday {time}', {time});
  return date(s).toLocaleString(language, {weekday: 'long', month: 'short', day: 'numeric', hour: 'numeric',
                                           minute: '2-digit'});
}

// "14 min", "2 h 10", "3 d 4 h".
export function duration(s) {
  const minutes = Math.max(0, Math.floor(s / 60)), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24);
  if (days > 0) return tr('{days} d {hours} h', {days, hours: hours % 24});
  if (hours > 0) return tr('{hours} h {minutes}', {hours, minutes: String(minutes % 60).padStart(2, '0')});
  return tr('{minutes} min', {minutes});
}

export function languageName(tag) {
  if (!tag) return '';
  try {
    const name = new Intl.DisplayNames([language], {type: 'language'}).of(tag);
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return tag;
  }
}

// "(415) 555-0137" for +14155550137; others with their digits in groups of three.
export function phone(number) {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (american) return `(${american[1]}) ${american[2]}-${american[3]}`;
  return number.replace(/(\d{3})(?=\d)/g, '$1 ');
}

export const wantedWords = (wanted) => ({soon: tr('As soon as possible'), mornings: tr('Mornings'),
  afternoons: tr('Afternoons'), evenings: tr('Evenings')})[wanted] ?? '';

export const resultWords = (result) => ({reached: tr('Reached'), wrong_number: tr('Wrong number'),
  did_not_ask: tr('Did not ask for a call'), do_not_call: tr('Do not call again'), no_answer: tr('No answer'),
  message_left: tr('Message left'), call_again: tr('Call again later'), given_back: tr('Given back'),
  expired: tr('Expired')})[result] ?? '';

// What went wrong, and what to do.
export const troubleWords = (trouble) => ({
  no_network: tr('There is no connection to the collector. Nothing was saved. Try again.'),
  signed_out: tr('You are signed out. Sign in again.'),
  wrong: tr('Name and passphrase do not belong together.'),
  locked: tr('Too many wrong passphrases. Wait 15 minutes.'),
  code_wanted: tr('Your phone shows a code. Type it too.'),
  wrong_code: tr('This is not the code of now, or it was used. Wait for the next one.'),
  too_many: tr('Too many tries. Wait a minute.'),
  no_invitation: tr('This link was used, or is older than 3 days. Ask for a new one.'),
  gone: tr('Somebody else has this request, or it was taken back.'),
  not_a_name: tr('A name has up to 32 letters, digits, hyphens, underscores and dots.'),
  name_taken: tr('Somebody of another team has this name. Choose another.'),
  not_of_team: tr('You are not of this team.'),
  not_admin: tr('Only an admin of the team may do this.'),
  busy: tr('The collector has too much to do. Try again soon.'),
  full: tr('The collector’s disk is full. Tell who runs it.'),
})[trouble.word] ?? tr('This did not work. Load the page again.');
