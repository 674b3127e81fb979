// What has been learned and is in force, where it came from, and the way back.
import { el, facts, said, table } from './dom.js';
import { get, paths, post } from './api.js';
import { modeWords } from './mode.js';
import { badge, button, confirmed, field, head, link, nothing, pages, section, sender } from './parts.js';
import { count, percent, when, word } from './words.js';

export async function showLearned({ signal, refresh, say }) {
  const context = await get(paths.context(), signal);
  const done = async (words) => { await refresh(); say(words); };
  return [
    head('Learned', button('Refresh', refresh)),
    el('section', facts([
      ['In force', link(`version ${context.version}`, 'versions', String(context.version))],
      ['Policy', [said(context.policyName ?? ''), ' ', el('span.dim', said(context.policyVersion))]],
      ['Mode', [modeWords(context.mode), ' ', link('change it', 'overview')]],
    ]), context.held && el('div.notice', el('p', `Held at version ${context.heldAt} by a rollback: the learner goes on learning, and nothing of it is put in force.`),
      button('Resume', () => resume(done), 'primary'))),
    el('section', el('h2', 'Items in force ', el('span.count', String(context.items.length))), itemList(context.items, context.overlay), retired(context.overlay)),
    segments(context.segments ?? {}),
    section('Versions', () => versions(signal, context, done)),
    section('Runs of the learner', () => pages((page) => get(paths.runs({ size: 10, ...page }), signal), ({ runs }) => runs.map(run))),
  ];
}

export const itemList = (items, overlay) => items.length === 0 ? nothing('Nothing has been learned yet: it starts with the first ruling of a person.') : el('ul.rows', items.map((item) => itemRow(item, overlay)));

const itemRow = (item, overlay) => el('li.row',
  el('a.grow', { href: `#/items/${encodeURIComponent(item.id)}` }, said(item.wording?.text ?? item.words)),
  el('span', badge({ guideline: 'rule', precedent: 'past case', toneNote: 'tone' }[item.type] ?? item.type),
    overlay?.pinned.includes(item.id) && [' ', badge('pinned', 'good')], item.disputed && [' ', badge('people disagree', 'warn')]));

const retired = ({ retired: ids }) => ids.length > 0 && el('p.dim', 'Retired by people: ', ids.map((id, place) => [place > 0 && ', ', link(id, 'items', id)]), '.');

function segments(all) {
  const rows = Object.entries(all).map(([name, tally]) => [said(name), tally.earned ? badge('acts alone', 'good') : badge('waits for people'), `${tally.agreed} of ${tally.reviewed}`, percent(tally.lowerBound)]);
  return rows.length > 0 && el('section', el('h2', 'Kinds of ruling that people have judged'), table('Kinds of ruling', ['Kind', 'State', 'Agreed', 'At least'], rows));
}

async function versions(signal, context, done) {
  const list = await pages((page) => get(paths.versions({ size: 10, ...page }), signal), (page) => page.versions.map((each) => el('div.row',
    el('span.grow', link(`Version ${each.version}`, 'versions', String(each.version)), each.version === page.active && [' ', badge('in force', 'good')],
      el('span.dim', ` ${count(each.items, 'item')}`, each.over !== undefined && `, a person\u2019s word over version ${each.over}`, each.savedAt && [', ', when(each.savedAt)])),
    el('span', each.version > 0 && [link('what it changed', 'diff', String(each.over ?? each.version - 1), String(each.version)), ' '],
      each.version !== page.active && button(verb(each.version, page.active), () => putInForce(each.version, context, done))))));
  return [list, comparison(context.version)];
}

function comparison(active) {
  const version = (label, name, value) => field(label, name, { type: 'number', min: '0', required: true, value: String(value) });
  const form = sender('Compare two versions', [version('From version', 'from', Math.max(0, active - 1)), version('To version', 'to', active)], [['Compare', 'compare']], ({ from, to }) => {
    location.hash = `#/diff/${from}/${to}`;
  });
  form.classList.add('inline');
  return form;
}

const run = (each) => el('div.row', el('span.grow', said(each.note),
  each.setAside.length > 0 && el('details', el('summary', `${count(each.setAside.length, 'event')} set aside`), el('ul', each.setAside.map((why) => el('li', said(why)))))),
  el('span.dim', when(each.at), each.from === each.to ? '' : `, version ${each.from} to ${each.to}`));

/** A version that was saved while an older one is held has never been in force: there is no way back to it. */
const verb = (version, active) => version < active ? 'Roll back' : 'Put in force';

async function putInForce(version, context, done) {
  const offered = verb(version, context.version);
  const result = await confirmed(offered === 'Roll back' ? `Roll back to version ${version}?` : `Put version ${version} in force?`, [
    `From the next decision on, the agent decides by version ${version} instead of version ${context.version}. `,
    'The learner goes on learning, and nothing of it is put in force until somebody resumes. Kinds of ruling that have lost trust since stay without it. Decisions already made are not touched.',
  ], offered, (note) => post(paths.rollback(), { to: version, note }));
  await done(`Version ${result.version} is in force and held.`);
}

async function resume(done) {
  const result = await confirmed('Resume learning?', 'The newest that was learned comes into force for the next decision, and what is learned from now on as well.', 'Resume', (note) => post(paths.resume(), { note }));
  await done(`Version ${result.version} is in force.`);
}
