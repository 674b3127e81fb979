// Decisions of any kind, newest first, and the way to one whose id is known.
import { el, said } from './dom.js';
import { get, paths } from './api.js';
import { badge, choice, field, head, nothing, pages, sender } from './parts.js';
import { money, word } from './words.js';

const KINDS = [['All', 'refunds', 'list', 'all'], ['Carried out', 'refunds', 'list', 'executed'], ['Waiting', 'refunds', 'list', 'pendingApproval'], ['Answered', 'refunds', 'list', 'answered']];

export async function showDecisions({ signal, path: [status = 'all'] }) {
  const query = status === 'all' ? {} : { status };
  const list = await pages(
    (page) => get(paths.refunds({ ...query, size: 25, ...page }), signal),
    ({ refunds }) => refunds.map(row));
  const form = sender('Open a decision', field('Decision id, as internal notes show it', 'id', { required: true, autocomplete: 'off' }), [['Open', 'open']], ({ id }) => {
    location.hash = `#/refunds/${encodeURIComponent(id.trim())}`;
  });
  form.classList.add('inline');
  return [head('Decisions', choice('Which decisions', status, KINDS)), form, list[0].childElementCount === 0 && nothing('There are none of this kind.'), list];
}

const row = (decision) => el('a.row', { href: `#/refunds/${encodeURIComponent(decision.decisionId)}` },
  el('span.grow', said(decision.ticketId), el('span.dim', ' ', [...new Set(decision.claims.map((claim) => claim.kind))].join(', '))),
  el('span', decision.amount ? money(decision.amount) : ''),
  el('span', badge(word(decision.outcome)), ' ', badge(word(decision.status), decision.status === 'pendingApproval' ? 'warn' : null)));
