// Which number asked for no more calls, and how often one asked this week. The collector sees keyed hashes; the key is
// the team's, made by the first browser that needs it and sealed to each key that the root key has signed.
import {collector, Refused} from './collector.js';
import * as keys from './keys.js';

// Sees to it that the browser has the key, and that the others get it. `recovery`: read from the words of the safe, if
// somebody did.
export async function shareListKey(trusted, recovery = null) {
  try {
    let {seals} = await collector.listKeys();
    if (Object.keys(seals).length === 0) {
      await collector.addListKeys(keys.newListKey());
      ({seals} = await collector.listKeys());
    }
    if (!keys.openListKey(seals, recovery)) return;
    const lacking = keys.listKeyFor([...trusted, keys.ownKey()], Object.keys(seals));
    if (Object.keys(lacking).length > 0) await collector.addListKeys(lacking);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
  }
}

// {times, do_not_call}; null: this browser has not the key yet, or the collector did not answer.
export async function knownOf(id, number) {
  const hash = keys.numberHash(number);
  if (!hash) return null;
  try {
    return await collector.number(id, hash);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    return null;
  }
}
