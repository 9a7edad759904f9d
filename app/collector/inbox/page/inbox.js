// The inbox: who is signed in, which page is shown, which request is open. Everything else is in the files beside it.
import {card} from './card.js';
import {collector, lookAt, Refused} from './collector.js';
import {enter, joinWith, languageButton, signIn} from './door.js';
import {dutyButton, teamChoice} from './duty.js';
import {button, make, say, show} from './elements.js';
import {NotOpened} from './envelope.js';
import * as keys from './keys.js';
import {listSection} from './list.js';
import {announce, listen, newsChoices, silence} from './news.js';
import {recoverySection, sealForOthers} from './sealing.js';
import {knownOf} from './numbers.js';
import {kiosksSection, peopleSection} from './team.js';
import {resultWords, tr, troubleWords} from './words.js';

const place = document.getElementById('inbox');
const lockedAfterMs = 30 * 60 * 1000;  // without a touch or a key: somebody left the desk
const redrawnEveryMs = 30 * 1000;

const tabs = ['waiting', 'mine', 'finished', 'kiosks', 'people'];
const apart = ['kiosks', 'people', 'recovery'];  // not lists of requests
const outWords = ['signed_out', 'second_factor_wanted'];
const state = {};

function reset() {
  Object.assign(state, {person: null, tab: 'waiting', page: 0, list: null, counts: null, opened: null, asks: null,
                        trouble: null, old: false, section: null, clockAhead: 0});
}
reset();

const now = () => Math.floor(Date.now() / 1000) + state.clockAhead;

function out(why = null) {
  silence();
  lookAt('');
  keys.lock();
  reset();
  document.title = 'Porchlight';
  signIn(place, come, why);
}

// What any question may bring: out, when the session is over.
function refused(trouble) {
  if (!(trouble instanceof Refused)) throw trouble;
  if (trouble.word === 'signed_out') return out(tr('You are signed out. Sign in again.'));
  if (trouble.word === 'second_factor_wanted') {
    silence();
    return enter(place, {...state.person, second_factor_wanted: true}, come);
  }
  state.trouble = troubleWords(trouble);
  draw();
  say(state.trouble);
}

async function come(person) {
  history.replaceState(null, '', location.pathname);
  state.person = person;
  await refresh();
  document.getElementById('list-title')?.focus();
}

async function refresh() {
  const {person, tab} = state;
  const before = state.list?.waiting;
  try {
    const show = ['mine', 'finished'].includes(tab) ? tab : 'waiting';
    const [list, counts, section] = await Promise.all([
      collector.requests(show, state.page), state.counts ?? collector.counts(),
      tab === 'kiosks' ? kiosksSection(now()) : tab === 'people' ? peopleSection(person, now(), refresh)
      : tab === 'recovery' ? state.section ?? recoverySection(person, () => go('waiting')) : null]);
    if (state.person !== person || state.tab !== tab) return;
    Object.assign(state, {list: {...list, show}, counts, section, old: false,
                          clockAhead: list.now - Math.floor(Date.now() / 1000)});
    if (before !== undefined && list.waiting > before) {
      announce();
      say(tr('Somebody new is waiting.'));
    }
    await lookAfterOpened();
    listen(list.mark, refresh, refresh);
    sealForOthers(person, list.sealing);
  } catch (trouble) {
    if (!(trouble instanceof Refused) || outWords.includes(trouble.word)) return refused(trouble);
    state.old = true;
    listen(state.list?.mark ?? '', refresh, refresh);
  }
  draw();
}

// A request that was taken back, or that is another's by now, is not shown any longer.
async function lookAfterOpened() {
  if (!state.opened) return;
  const mine = await collector.requests('mine', 0);
  if (mine.requests.some((each) => each.id === state.opened?.id)) return;
  state.opened = null;
  say(tr('The request is closed: the visitor took it back, or your time was over.'));
}

async function open(request) {
  try {
    const given = await collector.open(request.id, request.version);
    const opened = {id: request.id, received: request.received, version: given.version, held_until: given.held_until};
    try {
      opened.request = keys.open(request.id, given);
      if (opened.request) opened.known = await knownOf(request.id, opened.request.number);
    } catch (trouble) {
      if (!(trouble instanceof NotOpened)) throw trouble;
    }
    Object.assign(state, {opened, asks: null, trouble: null});
    await refresh();
    document.getElementById('card-title')?.focus();
  } catch (trouble) {
    refused(trouble);
    if (state.person) refresh();
  }
}

async function report(result, more) {
  try {
    const number = result === 'do_not_call' ? keys.numberHash(state.opened.request.number) : null;
    await collector.report(state.opened.id, state.opened.version, result, {...more, ...(number && {number})});
    Object.assign(state, {opened: null, asks: null, trouble: null, counts: null});
    await refresh();
    say(tr('Saved: {result}.', {result: resultWords(result)}));
    document.getElementById('list-title')?.focus();
  } catch (trouble) {
    refused(trouble);
  }
}

// They asked again, and said so.
async function mayCall() {
  const {id, request} = state.opened;
  try {
    await collector.mayCall(id, keys.numberHash(request.number));
    state.opened.known = await knownOf(id, request.number);
    draw();
    document.getElementById('card-title')?.focus();
  } catch (trouble) {
    refused(trouble);
  }
}

function ask(what) {
  state.asks = what;
  draw();
  document.getElementById(what === 'later' ? 'again-at' : 'sure')?.focus();
}

async function look(team) {
  silence();
  lookAt(team);
  keys.forgetListKey();
  const person = await collector.me();
  Object.assign(state, {person, tab: 'waiting', page: 0, list: null, counts: null, opened: null, asks: null, section: null});
  await refresh();
  document.getElementById('list-title')?.focus();
}

async function go(tab) {
  Object.assign(state, {tab, page: 0, section: null, trouble: null});
  await refresh();
  document.getElementById('list-title')?.focus();
}

async function turn(page) {
  state.page = page;
  await refresh();
  document.getElementById('list-title')?.focus();
}

function head() {
  const {list, tab, person} = state;
  const words = {waiting: tr('Waiting · {count}', {count: list?.waiting ?? '…'}),
                 mine: tr('Mine · {count}', {count: list?.mine ?? '…'}), finished: tr('Done'), kiosks: tr('Kiosks'),
                 people: tr('People')};
  const links = tabs.filter((each) => person.role === 'admin' || !['kiosks', 'people'].includes(each))
    .map((each) => make('a', {href: `#${each}`, 'aria-current': each === tab ? 'page' : false, 'data-at': each}, words[each]));
  return make('header', {}, make('span', {class: 'brand'}, 'Porchlight'), make('nav', {'aria-label': tr('Pages')}, links),
    teamChoice(person, look), dutyButton(list?.duty.find(({name}) => name === person.name), refresh),
    languageButton(() => { state.section = null; refresh(); }),
    button(tr('Lock'), lock, {class: 'slim', 'data-at': 'lock'}));
}

async function lock() {
  collector.signOut().catch(() => {});
  out();
}

function draw() {
  if (!state.person || !state.list) return;
  const {list, opened, tab} = state;
  document.title = list.waiting > 0 ? `(${list.waiting}) Porchlight` : 'Porchlight';
  const section = apart.includes(tab) ? state.section
    : listSection(list, state.page, state.counts, {open, turn, now, opened: () => state.opened?.id});
  const aside = opened && card(opened, state.asks, state.trouble, now(), {report, ask, mayCall, back: () => ask(null)});
  show(place, head(),
    state.old && make('p', {class: 'banner', role: 'alert'}, tr('There is no connection to the collector. This list may be old.')),
    !opened && state.trouble && make('p', {class: 'banner', role: 'alert'}, state.trouble),
    make('main', {}, make('div', {class: aside ? 'desk' : 'desk alone'}, section, aside)),
    make('footer', {class: 'muted small'}, newsChoices(),
      tr('Signed in as {name}. Your key, to compare by phone: {key}', {name: state.person.name, key: keys.shortForm()}), ' ',
      button(tr('Use the recovery key'), () => go('recovery'), {class: 'plain slim', 'data-at': 'recovery'})));
}

let touched = Date.now();
for (const event of ['pointerdown', 'keydown']) addEventListener(event, () => { touched = Date.now(); }, true);
setInterval(() => {
  if (!state.person) return;
  if (Date.now() - touched >= lockedAfterMs) return lock();
  // Not under somebody's hands, who types or reads.
  if (!state.asks && !document.querySelector('details.menu[open]') && !apart.includes(state.tab)) draw();
}, redrawnEveryMs);

addEventListener('hashchange', () => {
  const wanted = location.hash.slice(1);
  if (state.person && tabs.includes(wanted)) go(wanted);
  else if (wanted.startsWith('join=')) begin();
});
addEventListener('online', () => { if (state.person) refresh(); });
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

function begin() {
  const code = /^#join=([A-Za-z0-9-]+)$/.exec(location.hash);
  if (code) joinWith(place, code[1], come);
  else signIn(place, come);
}
begin();
