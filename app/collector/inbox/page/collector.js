// What the page asks the collector. Every failure is a Refused with the collector's own word for it; "no_network" when
// there was no answer.
export class Refused extends Error {
  constructor(word, status) {
    super(word);
    this.word = word;
    this.status = status;
  }
}

let team = '';  // of several, the one that is looked at
export const lookAt = (chosen) => { team = chosen; };
export const addressOf = (path) => `api/${path}${path.includes('?') ? '&' : '?'}team=${encodeURIComponent(team)}`;

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(team ? addressOf(path) : `api/${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {'porchlight-inbox': '1', ...(body ? {'content-type': 'application/json'} : {})},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Refused('no_network', 0);
  }
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    throw new Refused(response.ok ? 'not_understood' : 'no_network', response.status);
  }
  if (!response.ok) throw new Refused(answer.error ?? 'not_understood', response.status);
  return answer;
}

const post = (path, body = {}) => ask('POST', path, body);
const get = (path) => ask('GET', path);

export const collector = {
  beginSignIn: (name) => post('sign-in/begin', {name}),
  signIn: (name, half, code) => post('sign-in', {name, half, code}),
  beginSecondFactor: () => post('second-factor/begin'),
  confirmSecondFactor: (code) => post('second-factor', {code}),
  signOut: () => post('sign-out'),
  invitation: (code) => post('invitation', {code}),
  join: (joining) => post('join', joining),
  me: () => get('me'),
  requests: (show, page) => get(`requests?show=${show}&page=${page}`),
  open: (id, version) => post(`requests/${id}/open`, {version}),
  report: (id, version, result, more = {}) => post(`requests/${id}/result`, {version, result, ...more}),
  number: (id, number) => post(`requests/${id}/number`, {number}),
  mayCall: (id, number) => post(`requests/${id}/may-call`, {number}),
  listKeys: () => get('list-keys'),
  addListKeys: (seals) => post('list-keys', seals),
  lacking: (after, as) => get(`lacking?after=${after}&as=${as}`),
  addSeals: (name, seals) => post(`people/${encodeURIComponent(name)}/seals`, seals),
  setDuty: (until) => post('duty', {until}),
  counts: () => get('counts'),
  people: () => get('people'),
  invite: (name, role) => post('people', {name, role}),
  remove: (name) => post(`people/${encodeURIComponent(name)}/remove`),
  audit: () => get('audit'),
  fleet: () => get('fleet'),
};
