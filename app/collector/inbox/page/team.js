// What an admin sees besides: the kiosks, silent ones in front, the people, and what was written down.
import {collector} from './collector.js';
import {button, make, say} from './elements.js';
import {dayAndTime, duration, resultWords, tr, troubleWords} from './words.js';

const silentAfter = 2 * 3600;  // a kiosk reports every few minutes

function table(heads, rows, caption) {
  return make('table', {role: 'table', 'aria-label': caption},
    make('thead', {role: 'rowgroup'}, make('tr', {role: 'row'},
      heads.map((head) => make('th', {scope: 'col', role: 'columnheader'}, head)))),
    make('tbody', {role: 'rowgroup'}, rows.map((cells) => make('tr', {role: 'row'},
      cells.map((cell) => make('td', {role: 'cell'}, cell ?? ''))))));
}

function seen(kiosk, now) {
  if (kiosk.revoked) return tr('refused');
  if (!kiosk.last_seen) return make('span', {class: 'chip lamp'}, tr('never'));
  const ago = tr('{time} ago', {time: duration(now - kiosk.last_seen)});
  return now - kiosk.last_seen > silentAfter ? make('span', {class: 'chip lamp'}, ago) : ago;
}

function clockWords(kiosk) {
  if (kiosk.clock_trusted === false) return tr('not sure of it');
  if (kiosk.clock_offset_s === null) return '';
  return Math.abs(kiosk.clock_offset_s) < 60 ? tr('right') : tr('{time} off', {time: duration(Math.abs(kiosk.clock_offset_s))});
}

export async function kiosksSection(now) {
  const fleet = await collector.fleet();
  return make('section', {}, make('h1', {tabindex: '-1', id: 'list-title'}, tr('Kiosks')),
    make('p', {class: 'muted'}, tr('Who was not heard of for longest stands first.')),
    fleet.kiosks.length === 0 ? make('p', {}, tr('No kiosk yet.'))
      : table([tr('Kiosk'), tr('Last seen'), tr('Waiting there'), tr('Problems'), tr('Clock'), tr('Version')],
              fleet.kiosks.map((kiosk) => [make('b', {}, kiosk.kiosk), seen(kiosk, now), String(kiosk.waiting ?? ''),
                String(kiosk.config_problems ?? ''), clockWords(kiosk), kiosk.version ?? '']), tr('Kiosks')));
}

function invitation(redraw) {
  const name = make('input', {id: 'new-name', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true});
  const admin = make('input', {type: 'checkbox'});
  const answer = make('p', {role: 'status'});
  const invite = async () => {
    try {
      const {name: known, code} = await collector.invite(name.value.trim(), admin.checked ? 'admin' : 'caller');
      answer.replaceChildren(tr('Give this link to {name}. It works once, for 3 days:', {name: known}), ' ',
                             make('code', {}, `${location.origin}${location.pathname}#join=${code}`));
    } catch (trouble) {
      answer.replaceChildren(make('span', {class: 'wrong'}, troubleWords(trouble)));
    }
  };
  return make('form', {class: 'card', onsubmit: (event) => { event.preventDefault(); invite(); }},
    make('h2', {}, tr('Invite somebody')), make('label', {for: 'new-name'}, tr('Name to sign in with'), name),
    make('label', {class: 'check'}, admin, tr('May invite others, and sees the kiosks')),
    make('button', {type: 'submit'}, tr('Make a link')), answer);
}

export async function peopleSection(me, now, redraw) {
  const [{people}, {entries}] = await Promise.all([collector.people(), collector.audit()]);
  const remove = (person) => button(tr('Remove'), async () => {
    if (!window.confirm(tr('Remove {name}? They are signed out at once.', {name: person.name}))) return;
    await collector.remove(person.name);
    say(tr('{name} was removed.', {name: person.name}));
    redraw();
  }, {class: 'slim danger', 'aria-label': tr('Remove {name}', {name: person.name})});
  const what = {opened: tr('opened'), joined: tr('joined'), invited: tr('invited'), removed: tr('removed'), sealed: tr('gave access'), may_call: tr('May be called again')};
  return make('section', {}, make('h1', {tabindex: '-1', id: 'list-title'}, tr('People')),
    make('p', {class: 'muted'}, tr('A new person can open requests once their key is in the team’s signed set. Compare the short form by phone.')),
    table([tr('Name'), tr('Role'), tr('Key'), tr('Joined'), tr('Change')],
          people.map((person) => [make('b', {}, person.name), person.role === 'admin' ? tr('admin') : tr('caller'),
            make('code', {}, person.short), dayAndTime(person.joined, now),
            person.name === me.name ? tr('you') : remove(person)]), tr('People')),
    invitation(redraw),
    make('h2', {}, tr('What was done')), make('p', {class: 'muted'}, tr('Who opened what, and how it went. A later change would show.')),
    table([tr('When'), tr('Who'), tr('What'), tr('About')], entries.slice(0, 50).map((entry) => [
      dayAndTime(entry.time, now), entry.person, what[entry.what] ?? resultWords(entry.what),
      make('code', {}, entry.about.slice(0, 12))]), tr('What was done')));
}
