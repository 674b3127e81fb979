// Where ledger, provider and books do not agree about money: a person looks, mends it, and says what was done.
import { el, facts, said } from './dom.js';
import { get, paths, post } from './api.js';
import { badge, button, choice, field, head, link, nothing, pages, sender } from './parts.js';
import { money, when, word } from './words.js';

export async function showDiscrepancies({ signal, path: [status = 'open'], refresh }) {
  const list = await pages((page) => get(paths.discrepancies({ status, size: 25, ...page }), signal), (page) => page.discrepancies.map(card));
  return [
    head('Discrepancies', choice('Which discrepancies', status, [['Open', 'discrepancies', 'open'], ['Closed', 'discrepancies', 'closed']]), button('Refresh', refresh)),
    list[0].childElementCount === 0 && nothing(status === 'open' ? 'Everything agrees: no discrepancy is open.' : 'None has been closed yet.'),
    list,
  ];
}

const note = () => field('What was found out and done', 'note', { kind: 'textarea', rows: '2', required: true });

const card = (each) => el('article.card',
  el('h3', word(each.kind), ' ', badge(each.status, each.status === 'open' ? 'warn' : null)),
  el('p', said(each.text)),
  facts([
    ['About', said(each.subject)],
    ['Amount', each.amount && money(each.amount)],
    ['Decision', each.decisionId && link(each.decisionId, 'refunds', each.decisionId)],
    ['Found', [when(each.openedAt), ', last seen ', when(each.lastSeenAt)]],
    ['Closed', each.closed && [when(each.closed.at), ' by ', said(each.closed.by), each.closed.note && [': ', said(each.closed.note)]]],
  ]),
  each.status === 'open' && sender(`Close ${each.subject}`, note(), [['Close', 'close', 'primary']], async ({ note }) => {
    await post(paths.close(each.id), { note });
    return 'Closed. It comes back by itself where something else is found to be wrong.';
  }));
