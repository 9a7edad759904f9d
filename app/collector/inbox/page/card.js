// The card of the request that is open: whom to call, what they allowed, what to say, and how it went.
import {button, make} from './elements.js';
import {clockTime, dayAndTime, languageName, phone, tr, wantedWords} from './words.js';

const oftenInWeek = 3;
const farthestDays = 14;  // the collector takes no later call

function allowed(request) {
  const words = request.voicemail
    ? tr('A voicemail is fine: your first name and a number, not where you call from.')
    : tr('No voicemail. No text. If somebody else answers, say only your first name, not where you call from.');
  return make('p', {class: 'allowed'}, words);
}

// What the team knows of this number, though the requests before are erased.
function before({known}, now, act) {
  if (!known) return make('p', {class: 'muted'}, tr('Not checked yet: whether this number asked for no more calls. Your browser has not the key of that list.'));
  return [
    known.do_not_call && make('div', {class: 'stop', role: 'note'},
      make('p', {class: 'big-enough'}, tr('Do not call')),
      make('p', {}, tr('Somebody at this number asked for no more calls: {day}.', {day: dayAndTime(known.do_not_call, now)})),
      button(tr('They may be called again'), act.mayCall, {class: 'slim', 'data-at': 'may-call'})),
    known.times >= oftenInWeek && make('p', {}, make('span', {class: 'chip lamp'}, tr('asked {count} times this week', {count: known.times}))),
  ];
}

// What a caller needs in the first minute, and in a bad one.
function help(request) {
  const hello = request.name ? tr('“Hello, this is (your first name). May I speak with {name}?” Only then: “You asked for a call. Is this a good time?”', {name: request.name})
    : tr('“Hello, this is (your first name). Somebody asked for a call at this number. Is this a good time?”');
  return [
    make('details', {open: true}, make('summary', {}, tr('What to say first')), make('p', {}, hello)),
    make('details', {}, make('summary', {}, tr('When it is urgent')),
      make('p', {}, tr('Words to listen for: no wish to live, a plan to die, took too much, cannot breathe or stay awake, shaking or seeing things after stopping drink or pills, somebody hurts them, a child alone.')),
      make('ul', {}, make('li', {}, tr('Danger to life now: call 911 with them, and stay on the line.')),
        make('li', {}, tr('Thoughts of suicide: call 988 together. Say who you are, wait until they talk with each other, then leave.')))),
    make('details', {}, make('summary', {}, tr('Your own phone')),
      make('p', {}, tr('A private phone keeps this number in its call log, and shows yours. Use the center’s phone if you can; else hide your number and delete the entry.'))),
  ];
}

function later(act) {
  const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const soonest = new Date(Date.now() + 60000), farthest = new Date(Date.now() + (farthestDays * 24 - 1) * 3600000);
  const input = make('input', {type: 'datetime-local', id: 'again-at', required: true, min: local(soonest),
                               max: local(farthest)});
  const wrong = make('p', {class: 'wrong', role: 'alert'});
  const save = async () => {
    const at = new Date(input.value).getTime();
    if (!(at > Date.now()) || at > farthest.getTime()) {
      wrong.textContent = tr('Choose a time within the next {days} days.', {days: farthestDays});
      return input.focus();
    }
    await act.report('call_again', {call_again: Math.floor(at / 1000)});
  };
  return make('div', {class: 'ask'}, make('label', {for: 'again-at'}, tr('When did you agree on?'), input), wrong,
    make('div', {class: 'row'}, button(tr('Save the time'), save, {class: 'main-button'}),
         button(tr('Not now'), act.back)));
}

function sure(act) {
  return make('div', {class: 'ask', role: 'group', 'aria-labelledby': 'sure'},
    make('p', {id: 'sure', class: 'allowed', tabindex: '-1'}, tr('They asked for no more calls? This request ends here.')),
    make('div', {class: 'row'}, button(tr('Yes, do not call again'), () => act.report('do_not_call'), {class: 'danger'}),
         button(tr('Not now'), act.back)));
}

function results(request, act) {
  const result = (word, text) => button(text, () => act.report(word), {'data-at': word});
  return [
    make('div', {class: 'results', role: 'group', 'aria-label': tr('How did it go?')},
      result('reached', tr('Reached')), result('no_answer', tr('No answer')),
      button(tr('Call again at…'), () => act.ask('later'), {'data-at': 'later'}),
      result('wrong_number', tr('Wrong number')), request.voicemail && result('message_left', tr('Message left')),
      result('did_not_ask', tr('Did not ask for a call'))),
    button(tr('Do not call again'), () => act.ask('sure'), {class: 'danger', 'data-at': 'sure'}),
  ];
}

function facts(opened, request, now) {
  const line = (name, value) => [make('dt', {}, name), make('dd', {}, value)];
  return make('dl', {}, line(tr('Asked'), `${dayAndTime(opened.received, now)}, ${request.kiosk}`),
    line(tr('Wanted'), wantedWords(request.wanted)), line(tr('Language'), languageName(request.language)),
    line(tr('Consent'), tr('version {version}, may be called about this request', {version: request.consent})));
}

const giveBack = (act) => button(tr('Give it back to the list'), () => act.report('given_back'),
                                 {class: 'plain', 'data-at': 'given_back'});

// One that cannot be read: `opened.request` is null when it is not sealed to this caller, undefined when it is damaged.
function closed(opened, act) {
  const why = opened.request === null
    ? tr('This request was not sealed to your key: it came before your key was added. It opens for you when somebody who can open it has this page open, or with the recovery key.')
    : tr('This request does not fit together: it was changed on its way, or made by a later version. Tell who runs the collector.');
  return [make('h2', {id: 'card-title', tabindex: '-1'}, tr('It cannot be opened')), make('p', {}, why), giveBack(act)];
}

// `opened`: {id, received, held_until, request, known}; `asks`: "later", "sure" or null; `trouble`: why nothing was saved;
// `act`: {report, ask, mayCall, back}.
export function card(opened, asks, trouble, now, act) {
  const wrong = make('p', {class: 'wrong', role: 'alert'}, trouble ?? '');
  const {request} = opened;
  if (!request) return make('aside', {class: 'card', 'aria-labelledby': 'card-title'}, closed(opened, act), wrong);
  const number = phone(request.number);
  return make('aside', {class: 'card', 'aria-labelledby': 'card-title'},
    make('div', {}, make('h2', {id: 'card-title', tabindex: '-1'}, make('span', {class: 'muted small'}, tr('Call')), make('br'),
                         make('span', {class: 'big'}, request.name || tr('No name given'))),
         make('p', {class: 'big'}, number)),
    before(opened, now, act), allowed(request), facts(opened, request, now),
    make('a', {class: 'button main-button', href: `tel:${request.number}`, 'data-at': 'call'}, tr('Call {number}', {number})),
    asks === 'later' ? later(act) : asks === 'sure' ? sure(act) : results(request, act),
    wrong, help(request), giveBack(act),
    make('p', {class: 'muted small'}, tr('Yours until {time}. Then it goes back to the list.', {time: clockTime(opened.held_until)})));
}
