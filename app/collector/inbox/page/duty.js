// Who is on duty until when, for the others of the team; and which team of several is looked at.
import {collector} from './collector.js';
import {button, make} from './elements.js';
import {clockTime, tr} from './words.js';

// The next time that a clock shows these hours and minutes, s.
function next(typed) {
  const [hours, minutes] = typed.split(':').map(Number);
  const at = new Date();
  at.setHours(hours, minutes, 0, 0);
  if (at <= new Date()) at.setDate(at.getDate() + 1);
  return Math.floor(at.getTime() / 1000);
}

// `mine`: {until}, or nothing; `done()`: the list has to be asked for again.
export function dutyButton(mine, done) {
  const time = make('input', {type: 'time', id: 'duty', required: true, value: '21:00'});
  const save = async (until) => {
    await collector.setDuty(until);
    await done();
  };
  const menu = make('details', {class: 'menu'},
    make('summary', {'data-at': 'duty'}, mine ? tr('On duty until {time}', {time: clockTime(mine.until)}) : tr('Not on duty')),
    make('div', {class: 'card'}, make('label', {for: 'duty'}, tr('On duty until'), time),
      make('div', {class: 'row'}, button(tr('Save'), () => time.value && save(next(time.value)), {class: 'main-button slim'}),
           mine && button(tr('Off duty'), () => save(0), {class: 'slim'}))));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  return menu;
}

// Nothing for who is of one team.
export function teamChoice({team, teams}, choose) {
  if (teams.length < 2) return null;
  const select = make('select', {'aria-label': tr('Team'), class: 'slim', 'data-at': 'team'},
                      teams.map((each) => make('option', {value: each, selected: each === team}, each)));
  select.addEventListener('change', () => choose(select.value));
  return select;
}
