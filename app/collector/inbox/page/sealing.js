// Who joined later opens what waits: a browser that can open it seals it again to them, if the root key has signed
// theirs. With the recovery key in hand also to the one who sits here, whose key this browser made.
import {collector, Refused} from './collector.js';
import {button, make, say} from './elements.js';
import {NotOpened} from './envelope.js';
import * as keys from './keys.js';
import {shareListKey} from './numbers.js';
import {NoKey, readRecovery, wordsCount} from './recovery.js';
import {tr, troubleWords} from './words.js';

let done = null, running = false;

// How many requests the one who sits here can open now that they could not before.
async function sealAll(person, recovery = null) {
  let after = '', own = 0, trusted = null;
  do {
    const page = await collector.lacking(after, recovery?.id ?? '');
    if (!trusted) {
      trusted = keys.trustedKeys(page.set, person.team);
      await shareListKey(trusted, recovery);
    }
    const seals = {};
    for (const request of page.requests)
      for (const name of request.for) {
        const isOwn = recovery !== null && page.keys[name] === person.key;
        if (!isOwn && !trusted.includes(page.keys[name])) continue;
        const seal = keys.sealAgain(request, page.keys[name], recovery);
        if (seal) (seals[name] ??= {})[request.id] = seal;
        if (seal && isOwn) ++own;
      }
    for (const [name, some] of Object.entries(seals)) await collector.addSeals(name, some);
    after = page.next;
  } while (after);
  return own;
}

// Once for each `mark` of the list. What did not work is tried with the next.
export async function sealForOthers(person, mark) {
  const of = `${person.team} ${mark}`;
  if (running || done === of) return;
  running = true;
  try {
    await sealAll(person);
    done = of;
  } catch (trouble) {
    if (!(trouble instanceof Refused) && keys.unlocked()) throw trouble;
  } finally {
    running = false;
  }
}

function why(trouble) {
  if (trouble instanceof Refused) return troubleWords(trouble);
  if (!(trouble instanceof NoKey)) throw trouble;
  if (trouble.what === 'word') return tr('Word {number} is not in the list. Look at it again.', {number: trouble.number});
  if (trouble.what === 'count') return tr('A recovery key has {count} words. These are {number}.', {count: wordsCount, number: trouble.number});
  return tr('The words do not fit together. One is wrong, or two have changed places.');
}

// For who lost their passphrase and joined again: what waits opens with the paper in the safe. `over()`: back to the list.
export function recoverySection(person, over) {
  const typed = make('textarea', {id: 'recovery', rows: '7', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
                                  'aria-describedby': 'recovery-hint'});
  const wrong = make('p', {class: 'wrong', role: 'alert'});
  const recover = async () => {
    wrong.textContent = '';
    try {
      const recovery = readRecovery(typed.value);
      typed.value = '';
      const count = await sealAll(person, recovery);
      keys.forget(recovery);
      await over();
      say(tr('Requests that you can open now: {count}.', {count}));
    } catch (trouble) {
      wrong.textContent = why(trouble);
      typed.focus();
    }
  };
  return make('section', {class: 'card narrow'}, make('h1', {tabindex: '-1', id: 'list-title'}, tr('Recovery key')),
    make('p', {}, tr('You have a new key, or all others are gone? The paper in the safe opens what waits. Type its words here. They stay in this browser.')),
    make('label', {for: 'recovery'}, tr('The {count} words, or the line of the code', {count: wordsCount}), typed),
    make('p', {id: 'recovery-hint', class: 'muted small'}, tr('The first four letters of each word are enough. Put the paper back into the safe.')),
    wrong, make('div', {class: 'row'}, button(tr('Open what waits'), recover, {class: 'main-button'}), button(tr('Not now'), over)));
}
