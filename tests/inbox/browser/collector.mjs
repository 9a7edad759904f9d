// A real collector with a real kiosk's requests, for a test: keys, people and requests are made as an operator, a
// caller and a visitor make them.
import {execFileSync, spawn} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const team = 'st-brendans';

export class Collector {
  // `bin`: the folder of the programs; `store`: nothing for SQLite, or a PostgreSQL's address.
  static async open(bin, store = null) {
    const collector = new Collector();
    collector.bin = bin;
    collector.folder = mkdtempSync(join(tmpdir(), 'porchlight-inbox-'));
    collector.store = store ?? `sqlite:${collector.folder}/requests.db`;
    mkdirSync(join(collector.folder, 'keys'), {mode: 0o700});
    for (const key of ['root', 'nobody'])
      collector.#run('porchlight', ['keygen', `${collector.folder}/${key}.key`, ...(key === 'root' ? ['--root'] : [])]);
    const printed = collector.#run('porchlight', ['keygen', '--recovery', `${collector.folder}/recovery.key`]);
    collector.recoveryWords = [...printed.matchAll(/\d+\. ([a-z]+)/g)].map((match) => match[1]);
    copyFileSync(`${collector.folder}/root.key.pub`, `${collector.folder}/keys/root.pub`);
    await collector.start();
    return collector;
  }

  async start(port = 0, more = []) {
    this.process = spawn(join(this.bin, 'porchlight-collector'),
      ['--listen', `127.0.0.1:${port}`, '--store', this.store, '--keys', `${this.folder}/keys`, ...more], {stdio: ['ignore', 'ignore', 'pipe']});
    let log = '';
    this.port = await new Promise((then, fail) => {
      this.process.stderr.on('data', (bytes) => {
        log += bytes;
        const started = /"started","number":(\d+)/.exec(log);
        if (started) then(Number(started[1]));
      });
      this.process.on('exit', () => fail(new Error(log)));
    });
    this.url = `http://127.0.0.1:${this.port}/inbox/`;
  }

  async stop() {
    const gone = new Promise((then) => this.process.on('exit', then));
    this.process.kill('SIGTERM');
    await gone;
  }

  async close() {
    await this.stop();
    rmSync(this.folder, {recursive: true, force: true});
  }

  #run(program, words) {
    return execFileSync(join(this.bin, program), words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();
  }
  ask(...words) {
    return this.#run('porchlight-collector', ['--store', this.store, '--keys', `${this.folder}/keys`, ...words]);
  }

  // The link that lets somebody in.
  invite(name, ...more) {
    return this.url + this.ask('person', 'invite', name, '--team', team, ...more).replace(/^.*#/, '#');
  }

  // A signed set of these people and the recovery key, for the kiosks of a team. `epoch` rises.
  publish(names, epoch = 1, of = team) {
    const callers = names.flatMap((name) => {
      const file = `${this.folder}/${name}.pub`;
      writeFileSync(file, `${this.ask('person', 'key', name)}\n`);
      return ['--caller', `${name}=${file}`];
    });
    if (names.length === 0) callers.push('--caller', `nobody=${this.folder}/nobody.key.pub`);
    const set = `${this.folder}/set-${of}-${epoch}`;
    this.#run('porchlight', ['recipients', set, '--root', `${this.folder}/root.key`, '--team', of, '--number', String(epoch),
                             ...callers, '--recovery', `Safe=${this.folder}/recovery.key.pub`]);
    this.ask('recipients', set);
  }

  // As a visitor's withdrawal does, which only the kiosk's withdraw key can ask for.
  takeBack(id) {
    const sql = `DELETE FROM requests WHERE id = '${id}'`;
    if (this.store.startsWith('sqlite:')) 
      execFileSync('python3', ['-c', 'import sqlite3, sys; file = sqlite3.connect(sys.argv[1], timeout=5); file.execute(sys.argv[2]); file.commit()',
                               this.store.slice(7), sql]);
    else execFileSync('psql', [this.store, '-qc', sql]);
  }

  // A kiosk of its own sends so many requests of “Canary Quetzal”, +14155550199.
  receive(count, kiosk = 'lobby', of = team) {
    const state = `${this.folder}/${kiosk}`;
    mkdirSync(state, {recursive: true, mode: 0o700});
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(this.ask('kiosk', 'add', kiosk, '--team', of))[0];
    this.#run('porchlight', ['enroll', `http://127.0.0.1:${this.port}`, code, '--state', state]);
    this.#run('headless_kiosk', [state, String(count)]);
  }
}
