// The inbox in a real browser, against a real collector: what a caller does in a night.
//   node --test inbox_test.mjs    BIN: the programs' folder; STORE: a PostgreSQL; PICTURES: where to leave screenshots
import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

import {Collector} from './collector.mjs';

const passphrase = 'correct porch light battery';
const pictures = process.env.PICTURES;
const axe = readFileSync(fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

let collector, browser;
const complaints = [];  // of every page: a broken promise of its policy, a module that is not the one named

before(async () => {
  collector = await Collector.open(process.env.BIN, process.env.STORE || null);
  browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
});
after(async () => {
  await browser?.close();
  await collector?.close();
});

async function visitor(options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 860}, locale: 'en-US', ...options});
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(8_000);
  return page;
}

async function join(name, ...more) {
  const page = await visitor();
  await page.goto(collector.invite(name, ...more));
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByLabel('The same again').fill(passphrase);
  await page.getByRole('button', {name: 'Join'}).click();
  await page.getByRole('heading', {name: 'People waiting for a call'}).waitFor();
  await pages.get(name)?.context().close();
  pages.set(name, page);
  return page;
}

async function signIn(page, name, words = passphrase) {
  await page.goto(collector.url);
  // In any language.
  await page.locator('#name').fill(name);
  await page.locator('#passphrase').fill(words);
  await page.locator('button[type=submit]').click();
}

// One page each, which stays signed in from test to test: to make a key of a passphrase takes a second.
const pages = new Map();
async function signedIn(name) {
  let page = pages.get(name);
  if (!page) {
    pages.set(name, page = await visitor());
    await signIn(page, name);
  }
  if (await page.getByRole('link', {name: /^Waiting/}).count()) await page.getByRole('link', {name: /^Waiting/}).click();
  await page.getByRole('heading', {name: 'People waiting for a call'}).waitFor();
  return page;
}

const takes = (page) => page.getByRole('button', {name: /^Take the request/});
const picture = (page, name) => pictures && page.screenshot({path: `${pictures}/${name}.png`, fullPage: true});

async function accessible(page, what) {
  // In a world of its own: the page's policy lets no other script in, and keeps doing so.
  const session = await page.context().newCDPSession(page);
  const {frameTree} = await session.send('Page.getFrameTree');
  const {executionContextId} = await session.send('Page.createIsolatedWorld', {frameId: frameTree.frame.id});
  await session.send('Runtime.evaluate', {expression: axe, contextId: executionContextId});
  const {result, exceptionDetails} = await session.send('Runtime.evaluate', {
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
    expression: `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then((all) => ({passes: all.passes.length,
      violations: all.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' '))}))`});
  assert.equal(exceptionDetails, undefined, what);
  assert.ok(result.value.passes > 5, what);
  assert.deepEqual(result.value.violations, [], what);
}

test('The first admin joins by the link that the operator prints, once', async () => {
  const link = collector.invite('ada', '--admin');
  const page = await visitor();
  await page.goto(link);
  await page.getByRole('heading', {name: 'Welcome, ada'}).waitFor();
  await picture(page, 'join');
  await page.getByLabel('Passphrase').fill('short');
  await page.getByRole('button', {name: 'Join'}).click();
  await page.getByText('Take at least 12 letters.').waitFor();
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByLabel('The same again').fill(`${passphrase}!`);
  await page.getByRole('button', {name: 'Join'}).click();
  await page.getByText('The two are not the same.').waitFor();
  await page.getByLabel('The same again').fill(passphrase);
  await page.getByRole('button', {name: 'Join'}).click();
  await page.getByRole('heading', {name: 'People waiting for a call'}).waitFor();
  pages.set('ada', page);
  const late = await visitor();
  await late.goto(link);
  await late.getByText('This link was used').waitFor();
  await late.context().close();
});

test('A kiosk’s request appears by itself, is opened end to end, and is done', async () => {
  collector.publish(['ada']);
  const page = await signedIn('ada');
  await page.getByText('Nobody is waiting.').waitFor();
  collector.receive(3);
  await takes(page).nth(2).waitFor();
  assert.ok(!(await page.content()).includes('Quetzal'));
  await picture(page, 'list');
  await takes(page).first().click();
  await page.getByText('(415) 555-0199', {exact: true}).waitFor();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await page.getByText('No voicemail. No text.').waitFor();
  assert.equal(await page.getByRole('button', {name: 'Message left'}).count(), 0);
  assert.equal(await page.getByRole('link', {name: 'Call (415) 555-0199'}).getAttribute('href'), 'tel:+14155550199');
  await picture(page, 'card');
  await accessible(page, 'the card');
  await page.getByRole('button', {name: 'Reached'}).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  await page.getByRole('link', {name: 'Waiting · 2'}).waitFor();
  await page.getByRole('link', {name: 'Done'}).click();
  await page.getByRole('cell', {name: 'Reached'}).waitFor();
  assert.ok(!(await page.content()).includes('Quetzal'));
});

test('A wrong passphrase, or a name that nobody has, opens nothing and says the same', async () => {
  const page = await visitor();
  await signIn(page, 'ada', 'another long passphrase');
  await page.getByText('Name and passphrase do not belong together.').waitFor();
  await accessible(page, 'the door');
  await signIn(page, 'nobody');
  await page.getByText('Name and passphrase do not belong together.').waitFor();
});

test('Two callers race for one request: one has it, the other reads so', async () => {
  const ada = await signedIn('ada'), sam = await join('sam');
  // The news comes too late for the other: both see it free.
  await sam.route('**/api/events*', (route) => route.abort());
  await sam.getByRole('link', {name: /^Waiting/}).click();
  await takes(sam).first().waitFor();
  await takes(ada).first().click();
  await ada.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await takes(sam).first().click();
  await sam.getByText('Somebody else has this request').first().waitFor();
  await sam.getByText(/^ada has it until/).waitFor();
  assert.ok(!(await sam.content()).includes('Quetzal'));
  await ada.getByRole('button', {name: 'Give it back'}).click();
  await ada.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  await sam.unroute('**/api/events*');
});

test('A request that was sealed before a caller’s key was added cannot be opened by them', async () => {
  const page = await signedIn('sam');
  const free = takes(page).last();
  await free.click();
  await page.getByText('This request was not sealed to your key').waitFor();
  await page.getByRole('button', {name: 'Give it back'}).click();
  await page.getByText('This request was not sealed to your key').waitFor({state: 'detached'});
});

test('Who joined later opens what waits, once the root key has signed their key and another caller’s page is open', async () => {
  const sam = await signedIn('sam'), ada = await signedIn('ada');
  const sealed = ada.waitForResponse((response) => response.url().endsWith('/people/sam/seals') && response.ok());
  collector.publish(['ada', 'sam'], 2);
  await sealed;
  await takes(sam).last().click();
  await sam.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await sam.getByRole('button', {name: 'Give it back'}).click();
  await sam.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
});

test('Who lost their passphrase joins again, and the words from the safe open what waits', async () => {
  const page = await join('sam');
  await takes(page).last().click();
  await page.getByText('This request was not sealed to your key').waitFor();
  await page.getByRole('button', {name: 'Give it back'}).click();
  await page.getByRole('button', {name: 'Use the recovery key'}).click();
  const words = page.getByLabel('The 28 words, or the line of the code');
  await words.fill(collector.recoveryWords.slice(1).join(' '));
  await page.getByRole('button', {name: 'Open what waits'}).click();
  await page.getByText('A recovery key has 28 words. These are 27.').waitFor();
  await accessible(page, 'the recovery key');
  await picture(page, 'recovery');
  await words.fill(collector.recoveryWords.join(' '));
  await page.getByRole('button', {name: 'Open what waits'}).click();
  await page.getByText('Requests that you can open now: 2.').waitFor();
  await takes(page).last().click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  // Two of them together: one alone may be a word of the page's own, such as “call”.
  const shown = await page.content();
  assert.ok(!collector.recoveryWords.some((word, i, all) => i > 0 && shown.includes(`${all[i - 1]} ${word}`)));
  await page.getByRole('button', {name: 'Give it back'}).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
});

test('A number that asked for no more calls, or three times in a week, says so on its next card', async () => {
  const page = await signedIn('ada');
  collector.receive(2);
  await takes(page).nth(3).waitFor();
  const take = async (i) => {
    await takes(page).nth(i).click();
    await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  };
  const giveBack = async () => {
    await page.getByRole('button', {name: 'Give it back'}).click();
    await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  };
  for (const i of [0, 1]) {
    await take(i);
    await giveBack();
  }
  await take(2);
  const often = page.getByText(/^asked \d times this week$/);
  const times = Number((await often.textContent()).match(/\d/)[0]);
  assert.ok(times >= 3);
  assert.equal(await page.getByText('Do not call', {exact: true}).count(), 0);
  await page.getByRole('button', {name: 'Do not call again'}).click();
  await page.getByRole('button', {name: 'Yes, do not call again'}).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  await take(2);
  await page.getByText('Do not call', {exact: true}).waitFor();
  assert.equal(await often.textContent(), `asked ${times + 1} times this week`);
  await picture(page, 'do-not-call');
  await accessible(page, 'do not call');
  // The other caller's browser has the key of the list by now, and what the collector keeps is no number.
  await giveBack();
  const sam = await signedIn('sam');
  await takes(sam).first().click();
  await sam.getByText('Do not call', {exact: true}).waitFor();
  await sam.getByRole('button', {name: 'They may be called again'}).click();
  await sam.getByText('Do not call', {exact: true}).waitFor({state: 'detached'});
  await sam.getByRole('button', {name: 'Did not ask for a call'}).click();
  await sam.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
});

test('Without a network nothing is said to be saved, and it is saved afterwards', async () => {
  const page = await signedIn('ada');
  await page.getByRole('link', {name: 'Waiting · 2'}).waitFor();
  await takes(page).first().click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', {name: 'No answer'}).click();
  await page.getByRole('alert').filter({hasText: 'Nothing was saved'}).waitFor();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', {name: 'No answer'}).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  await page.getByText('No answer · 1 calls').waitFor();
});

test('A request that the visitor takes back while it is open closes by itself, and its number is gone from the page', async () => {
  const page = await signedIn('ada');
  collector.receive(1);
  await page.getByRole('link', {name: 'Waiting · 3'}).waitFor();
  const id = await takes(page).last().getAttribute('data-at');
  await takes(page).last().click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  collector.takeBack(id);
  await page.getByText('The request is closed: the visitor took it back').waitFor({state: 'attached'});
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  assert.ok(!(await page.content()).includes('555-0199'));
});

test('Who goes on duty is read by the others of the team', async () => {
  const ada = await signedIn('ada'), sam = await signedIn('sam');
  await ada.getByText('Not on duty').click();
  await ada.getByLabel('On duty until').fill('21:00');
  await ada.getByRole('button', {name: 'Save', exact: true}).click();
  await ada.getByText(/^On duty until 9:00/).waitFor();
  await sam.getByRole('link', {name: /^Waiting/}).click();
  await sam.getByText(/^On duty: ada until 9:00/).waitFor();
});

test('When the session is over the page is locked, and signing in again goes on', async () => {
  const page = await signedIn('ada');
  await takes(page).first().waitFor();
  await page.context().clearCookies();
  await takes(page).first().click();
  await page.getByText('You are signed out. Sign in again.').first().waitFor();
  await signIn(page, 'ada');
  await takes(page).first().waitFor();
  await page.getByRole('button', {name: 'Lock'}).click();
  await page.getByRole('heading', {name: 'Sign in'}).waitFor();
  pages.delete('ada');
  await page.context().close();
});

test('A removed caller is out at once', async () => {
  const sam = await signedIn('sam'), ada = await signedIn('ada');
  await ada.getByRole('link', {name: 'People'}).click();
  await ada.getByRole('button', {name: 'Remove sam'}).waitFor();
  await picture(ada, 'people');
  await accessible(ada, 'people');
  ada.on('dialog', (dialog) => dialog.accept());
  await ada.getByRole('button', {name: 'Remove sam'}).click();
  await ada.getByRole('button', {name: 'Remove sam'}).waitFor({state: 'detached'});
  // Whatever their page asks next; it may have asked by itself already.
  await sam.evaluate(() => dispatchEvent(new Event('online')));
  await sam.getByText('You are signed out. Sign in again.').first().waitFor();
  await ada.getByRole('link', {name: 'Kiosks'}).click();
  await ada.getByRole('cell', {name: 'lobby'}).waitFor();
  await picture(ada, 'kiosks');
  await accessible(ada, 'kiosks');
});

test('A whole call goes by the keyboard alone, and the focus is where it should be', async () => {
  const page = await visitor();
  await page.goto(collector.url);
  await page.getByLabel('Name').waitFor();
  await page.keyboard.type('ada');
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {name: 'People waiting for a call'}).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const tabTo = async (text) => {
    for (let i = 0; i < 40; ++i) {
      if ((await focused()) === text) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach “${text}”`);
  };
  await tabTo('Take');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'card-title');
  await tabTo('Call again at…');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'again-at');
  await tabTo('Not now');
  await page.keyboard.press('Space');
  await tabTo('Wrong number');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'list-title');
  await page.getByRole('link', {name: 'Waiting · 1'}).waitFor();
  await pages.get('ada').context().close();
  pages.set('ada', page);
});

test('Somebody of two teams sees the one that they choose, and who waits past the promise', async () => {
  collector.ask('person', 'join', 'ada', '--team', 'elm-street');
  collector.publish(['ada'], 1, 'elm-street');
  collector.receive(1, 'hall', 'elm-street');
  const page = await visitor();
  await signIn(page, 'ada');
  await page.getByRole('cell', {name: 'lobby'}).first().waitFor();
  assert.equal(await page.getByRole('cell', {name: 'hall', exact: true}).count(), 0);
  // Nobody has waited for long in a test; that the collector says who has is a test of its own.
  await page.route('**/api/requests*', async (route) => {
    const answer = await route.fetch(), list = await answer.json();
    for (const request of list.requests) request.past_promise = true;
    await route.fulfill({response: answer, json: list});
  });
  await page.getByLabel('Team').selectOption('elm-street');
  await page.getByRole('cell', {name: 'hall', exact: true}).waitFor();
  assert.equal(await page.getByRole('cell', {name: 'lobby'}).count(), 0);
  await page.getByText('past the promise').waitFor();
  await takes(page).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
  await picture(page, 'teams');
  await accessible(page, 'two teams');
  await page.getByRole('button', {name: 'Give it back'}).click();
  await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
  await page.getByLabel('Team').selectOption('st-brendans');
  await page.getByRole('cell', {name: 'lobby'}).first().waitFor();
  assert.equal(await page.getByRole('cell', {name: 'hall', exact: true}).count(), 0);
  await page.context().close();
});

for (const [name, {width = 1280, scheme = 'light', language = 'en'}] of Object.entries({
  'on a phone of 360 px': {width: 360},
  'in the dark': {scheme: 'dark'},
  'on a phone in the dark, in Spanish': {width: 360, scheme: 'dark', language: 'es'},
}))
  test(`Nothing is cut off and all is accessible ${name}`, async () => {
    const page = await signedIn('ada');
    const shape = name.replaceAll(' ', '-').replaceAll(',', '');
    const spanish = language === 'es';
    await page.setViewportSize({width, height: 740});
    await page.emulateMedia({colorScheme: scheme});
    if (spanish) await page.getByRole('button', {name: 'Español'}).click();
    await page.getByRole('heading', {name: spanish ? 'Personas que esperan' : 'People waiting'}).waitFor();
    await picture(page, `list-${shape}`);
    await accessible(page, `the list ${name}`);
    await page.getByRole('button', {name: spanish ? /^Tomar la solicitud/ : /^Take the request/}).first().click();
    await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor();
    await picture(page, `card-${shape}`);
    await accessible(page, `the card ${name}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    const small = await page.evaluate(() => [...document.querySelectorAll('button, a.button, nav a')]
      .filter((each) => each.getBoundingClientRect().height < 24).map((each) => each.textContent));
    assert.deepEqual(small, []);
    await page.getByRole('button', {name: spanish ? 'Devolverla a la lista' : 'Give it back'}).click();
    await page.getByRole('heading', {name: 'Canary Quetzal'}).waitFor({state: 'detached'});
    if (spanish) await page.getByRole('button', {name: 'English'}).click();
  });

// What a phone shows for a secret as it is written, at this time.
function phoneCode(secret, time_ms) {
  const bits = [...secret.replaceAll(' ', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(time_ms / 30000)));
  const hash = createHmac('sha1', key).update(step).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

test('Where the collector wants codes, the phone is set up once, and signing in asks for one', async () => {
  const page = await signedIn('ada'), port = collector.port;
  await collector.stop();
  await collector.start(port, ['--second-factor']);
  await page.getByRole('link', {name: 'Done'}).click();  // whatever is asked next
  await page.getByRole('heading', {name: 'Codes from your phone'}).waitFor();
  await page.setViewportSize({width: 1280, height: 860});
  await page.emulateMedia({colorScheme: 'light'});
  await page.locator('#code').fill('123');
  await page.locator('button[type=submit]').click();
  await page.getByText('This is not the code of now').waitFor();
  await picture(page, 'phone');
  await accessible(page, 'the phone');
  const secret = await page.locator('#secret').textContent();
  const now = Date.now();
  await page.locator('#code').fill(phoneCode(secret, now));
  await page.locator('button[type=submit]').click();
  await page.locator('#list-title').waitFor();
  const other = await visitor();
  await signIn(other, 'ada');
  await other.getByText('Your phone shows a code. Type it too.').waitFor();
  // The next one: that of now was used.
  await other.locator('#code').fill(phoneCode(secret, now + 30000));
  await other.locator('button[type=submit]').click();
  await other.getByRole('heading', {name: 'People waiting for a call'}).waitFor();
  await other.context().close();
});

test('The page and all it loads is at most 250 kB, and nothing on it broke its own policy', async () => {
  const page = await visitor();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0, files = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; ++files; });
  await page.goto(collector.url);
  await page.getByRole('heading', {name: 'Sign in'}).waitFor();
  assert.ok(files > 10, `${files} files`);
  assert.ok(bytes <= 250_000, `${bytes} bytes`);
  assert.deepEqual(complaints, []);
});
