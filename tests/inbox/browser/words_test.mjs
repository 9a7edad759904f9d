// Every message of the page has its Spanish, with the same words in braces; and there is no Spanish that nobody says.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';

import {spanish} from '../../../app/collector/inbox/page/spanish.js';

const page = new URL('../../../app/collector/inbox/page/', import.meta.url);
const messages = new Set(readdirSync(page).filter((file) => file.endsWith('.js')).flatMap((file) =>
  [...readFileSync(new URL(file, page), 'utf8').matchAll(/\btr\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1])));

test('Every message is said in Spanish, and nothing else is', () => {
  assert.ok(messages.size > 100);
  assert.deepEqual([...messages].filter((each) => !(each in spanish)), []);
  assert.deepEqual(Object.keys(spanish).filter((each) => !messages.has(each)), []);
});

test('A translation fills in the same words', () => {
  const words = (text) => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();
  for (const [english, translated] of Object.entries(spanish)) assert.deepEqual(words(translated), words(english), english);
});
