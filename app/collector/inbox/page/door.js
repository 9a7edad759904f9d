// The way in: signing in, and joining by an invitation.
import {collector, Refused} from './collector.js';
import {button, codePicture, make, say, show} from './elements.js';
import * as keys from './keys.js';
import {currentLanguage, speak, tr, troubleWords} from './words.js';

const fewestLetters = 12;  // four or five words

function field(label, attributes, hint) {
  const input = make('input', {required: true, ...attributes});
  const hintId = `${attributes.id}-hint`;
  if (hint) input.setAttribute('aria-describedby', hintId);
  return {input, label: make('label', {}, label, input,
                             hint && make('span', {id: hintId, class: 'muted small'}, hint))};
}

// `redraw` shows the same page in the other language.
export function languageButton(redraw) {
  const other = currentLanguage() === 'en' ? 'es' : 'en';
  return button(other === 'es' ? 'Español' : 'English', () => { speak(other); redraw(); },
                {class: 'slim plain', lang: other, 'data-at': 'language'});
}

// A form that does `send`, and says what went wrong.
function form(fields, text, busyText, send, more = []) {
  const wrong = make('p', {class: 'wrong', role: 'alert'});
  const submit = make('button', {type: 'submit', class: 'main-button'}, text);
  const element = make('form', {novalidate: true}, fields.map((each) => each.label), wrong, submit, more);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    submit.textContent = busyText;
    wrong.textContent = '';
    try {
      await send();
    } catch (trouble) {
      wrong.textContent = trouble instanceof Refused ? troubleWords(trouble) : trouble.message;
      fields.findLast((each) => !each.label.hidden).input.focus();
    } finally {
      submit.disabled = false;
      submit.textContent = text;
    }
  });
  return element;
}

function door(place, title, intro, content, redraw) {
  show(place, make('main', {class: 'door'},
    make('section', {class: 'card'}, make('div', {class: 'row'}, make('b', {}, 'Porchlight'), languageButton(redraw)),
         make('h1', {}, title), intro && make('p', {class: 'muted'}, intro), content)));
}

const codeField = () => field(tr('Code of your phone'),
  {id: 'code', inputmode: 'numeric', autocomplete: 'one-time-code', pattern: '[0-9 ]*'}, tr('Six digits, from your app for codes.'));
const typedCode = (code) => code.input.value.replace(/\D/g, '');

// `done(person)`, by way of the second factor if the collector wants one that is not there yet.
export async function enter(place, person, done) {
  if (!person.second_factor_wanted) return done(person);
  const {secret, qr} = await collector.beginSecondFactor();
  const code = codeField();
  const send = async () => {
    await collector.confirmSecondFactor(typedCode(code));
    done({...person, second_factor_wanted: false});
  };
  door(place, tr('Codes from your phone'),
       tr('Your team asks for a code besides the passphrase. Point an app for codes (an authenticator) at this picture, then type the code that it shows.'),
       [codePicture(qr, tr('The picture for your app')),
        make('p', {class: 'small muted'}, tr('Or type this into the app:'), ' ', make('code', {id: 'secret'}, secret.match(/.{4}/g).join(' '))),
        form([code], tr('Go on'), tr('One moment…'), send)], () => enter(place, person, done));
  code.input.focus();
}

// `done(person)` when the caller is in and their key is unlocked. `why`: said above, if there is a reason.
export function signIn(place, done, why = null) {
  const name = field(tr('Name'), {id: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false'});
  const passphrase = field(tr('Passphrase'), {id: 'passphrase', type: 'password', autocomplete: 'current-password'});
  const code = codeField();
  code.label.hidden = true;  // until the collector wants one
  const send = async () => {
    const stretching = await collector.beginSignIn(name.input.value.trim());
    const prepared = await keys.prepare(passphrase.input.value, stretching);
    try {
      const person = await collector.signIn(name.input.value.trim(), prepared.half, typedCode(code));
      prepared.unlock(person);
      enter(place, person, done);
    } catch (trouble) {
      if (trouble.word === 'code_wanted') code.label.hidden = false;
      throw trouble;
    }
  };
  door(place, tr('Sign in'), why, form([name, passphrase, code], tr('Sign in'), tr('Unlocking…'), send),
       () => signIn(place, done, why && tr(why)));
  name.input.focus();
  if (why) say(why);
}

export async function joinWith(place, code, done) {
  let invitation;
  try {
    invitation = await collector.invitation(code);
  } catch (trouble) {
    door(place, tr('Join'), null, make('p', {class: 'wrong', role: 'alert'}, troubleWords(trouble)),
         () => joinWith(place, code, done));
    return;
  }
  const name = field(tr('Name'), {id: 'name', autocomplete: 'username', readonly: true, value: invitation.name});
  const first = field(tr('Passphrase'), {id: 'passphrase', type: 'password', autocomplete: 'new-password'},
                      tr('Four or five words that nobody guesses. Nobody can tell it to you again.'));
  const again = field(tr('The same again'), {id: 'again', type: 'password', autocomplete: 'new-password'});
  const send = async () => {
    if (first.input.value.length < fewestLetters)
      throw new Error(tr('Take at least {count} letters.', {count: fewestLetters}));
    if (first.input.value !== again.input.value) throw new Error(tr('The two are not the same.'));
    const made = await keys.makeKeys(first.input.value, invitation.root_key);
    enter(place, await collector.join({code, ...made}), done);
  };
  door(place, tr('Welcome, {name}', {name: invitation.name}),
       tr('You join the team {team}. Choose a passphrase: it opens your key, in this browser alone.',
          {team: invitation.team}),
       form([name, first, again], tr('Join'), tr('Making your key…'), send), () => joinWith(place, code, done));
  first.input.focus();
}
