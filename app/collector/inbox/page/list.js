// The lists: who waits, what is mine, what is done. Nothing in them is personal.
import {addressOf} from './collector.js';
import {button, make} from './elements.js';
import {clockTime, dayAndTime, duration, languageName, resultWords, tr, wantedWords} from './words.js';

const titles = () => ({
  waiting: [tr('People waiting for a call'),
            tr('Names and numbers are locked. Opening one takes it for 30 minutes and is written down.')],
  mine: [tr('Open with you'), tr('You have these open. They go back to the list when the time is over.')],
  finished: [tr('Done'), tr('Calls that came to an end. Names and numbers are erased 7 days later, if no other time was set.')],
});
const nobody = () => ({waiting: tr('Nobody is waiting. A new request appears here by itself.'),
                       mine: tr('You have nothing open.'), finished: tr('Nothing yet.')});

function state(request, now, act) {
  if (request.mine)
    return [make('span', {class: 'chip'}, tr('open · yours')), ' ',
            act.opened() !== request.id && button(tr('Open'), () => act.open(request), {class: 'slim', 'data-at': request.id})];
  if (request.holder) return make('span', {class: 'muted'}, tr('{name} has it until {time}',
    {name: request.holder, time: clockTime(request.held_until)}));
  if (request.call_again > now) return [make('span', {class: 'muted'}, dayAndTime(request.call_again, now)), ' ',
                                        take(request, act)];
  return take(request, act);
}

function take(request, act) {
  const about = tr('Take the request from {kiosk}, waiting {time}',
                   {kiosk: request.kiosk, time: duration(act.now() - request.received)});
  return button(tr('Take'), () => act.open(request), {class: 'slim', 'aria-label': about, 'data-at': request.id});
}

function row(request, show, act) {
  const now = act.now();
  const tries = request.tries > 0 && show !== 'finished' &&
      make('div', {class: 'small muted'}, `${resultWords(request.result)} · ${tr('{count} calls', {count: request.tries})}`);
  return make('tr', {class: act.opened() === request.id ? 'on' : false, role: 'row'},
    make('td', {role: 'cell'}, show === 'finished' ? dayAndTime(request.finished, now)
                                                   : make('b', {}, duration(now - request.received)),
      request.past_promise && make('div', {}, make('span', {class: 'chip lamp'}, tr('past the promise'))), tries),
    make('td', {role: 'cell'}, request.kiosk),
    make('td', {role: 'cell'}, wantedWords(request.wanted)),
    make('td', {role: 'cell'}, languageName(request.language)),
    make('td', {role: 'cell'}, show === 'finished' ? resultWords(request.result) : state(request, now, act)));
}

function pages(list, page, act) {
  const all = {waiting: list.waiting, mine: list.mine, finished: list.finished}[list.show];
  if (all <= list.at_once) return null;
  const last = Math.ceil(all / list.at_once) - 1;
  return make('div', {class: 'row'},
    page > 0 && button(tr('Back'), () => act.turn(page - 1), {class: 'slim', 'data-at': 'back'}),
    make('span', {class: 'muted'}, tr('Page {page} of {last}', {page: page + 1, last: last + 1})),
    page < last && button(tr('More'), () => act.turn(page + 1), {class: 'slim', 'data-at': 'more'}));
}

function countsLine(counts) {
  if (!counts || counts.asked === null || counts.asked === 0) return null;
  const parts = [tr('Last {days} days: {asked} asked', {days: counts.days, asked: counts.asked})];
  if (counts.reached !== null) parts.push(tr('{reached} reached', {reached: counts.reached}));
  if (counts.half_within_s !== null) parts.push(tr('half within {time}', {time: duration(counts.half_within_s)}));
  return make('p', {class: 'muted'}, `${parts.join(', ')}. `,
              make('a', {href: addressOf('counts.csv'), download: ''}, tr('As a table (CSV)')));
}

// `list`: what the collector said, with `show`; `act`: {open, turn, now, opened}.
export function listSection(list, page, counts, act) {
  const [title, intro] = titles()[list.show];
  const heads = [list.show === 'finished' ? tr('When') : tr('Waiting'), tr('Kiosk'), tr('Wanted'), tr('Language')];
  return make('section', {'aria-labelledby': 'list-title'},
    make('h1', {id: 'list-title', tabindex: '-1'}, title), make('p', {class: 'muted'}, intro),
    list.show === 'waiting' && list.duty.length > 0 && make('p', {class: 'muted'}, tr('On duty: {people}', {people: list.duty.map(
      ({name, until}) => tr('{name} until {time}', {name, time: clockTime(until)})).join(', ')})),
    list.requests.length === 0 ? make('p', {}, nobody()[list.show])
      : make('table', {class: 'requests', role: 'table'},
          make('thead', {role: 'rowgroup'}, make('tr', {role: 'row'},
            heads.map((head) => make('th', {scope: 'col', role: 'columnheader'}, head)),
            make('th', {scope: 'col', role: 'columnheader'},
                 make('span', {class: 'unseen'}, list.show === 'finished' ? tr('How it ended') : tr('State'))))),
          make('tbody', {role: 'rowgroup'}, list.requests.map((request) => row(request, list.show, act)))),
    pages(list, page, act), list.show !== 'mine' && countsLine(counts));
}
