// One version of what was learned, and what is different between two, in words.
import { el, said } from './dom.js';
import { get, paths } from './api.js';
import { head, link, nothing } from './parts.js';
import { itemList } from './learned.js';

export async function showVersion({ signal, path: [number] }) {
  const version = await get(paths.version(number), signal);
  return [
    head(`Version ${version.version}`),
    el('p', version.version > 0 && [link('What it changed', 'diff', String(version.over ?? version.version - 1), String(version.version)), ' \u00b7 '], link('All versions', 'learned')),
    el('section', el('h2', 'Items ', el('span.count', String(version.items.length))), itemList(version.items)),
  ];
}

export async function showDiff({ signal, path: [from, to] }) {
  const diff = await get(paths.diff(from, to), signal);
  return [
    head(`From version ${diff.from} to ${diff.to}`),
    diff.words.length === 0 ? nothing('The two say the same.') : el('ul.rows', diff.words.map((line) => el('li.row', said(line)))),
    el('p', link(`Version ${diff.from}`, 'versions', String(diff.from)), ' \u00b7 ', link(`Version ${diff.to}`, 'versions', String(diff.to)), ' \u00b7 ', link('All versions', 'learned')),
  ];
}
