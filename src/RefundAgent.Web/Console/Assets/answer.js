// The form by which a person answers a claim that waits, and what came of it.
import { el, said } from './dom.js';
import { get, paths, post } from './api.js';
import { distance, money, when, word } from './words.js';
import { field, reasons, sender } from './parts.js';

/** @param settled gets what the answer came to, in words. */
export function answerForm(decision, claim, settled = () => {}) {
  const proposed = claim.refund?.amount;
  const buttons = proposed
    ? [[`Approve ${money(proposed)}`, 'approve', 'primary'], ['Reject', 'reject', 'danger']]
    : [['Agree: deny', 'approve', 'primary'], ['Do not deny', 'reject', 'danger']];
  const amount = proposed && field(`Amount (${proposed.currency})`, 'amount', {
    value: proposed.amount, inputmode: 'decimal', pattern: '\\d+(\\.\\d+)?', required: true, autocomplete: 'off', title: 'A decimal number such as 12.50',
    input: ({ target }) => { form.querySelector('[value=approve]').textContent = `Approve ${target.value} ${proposed.currency}`; },
  });
  const note = field('Note (optional)', 'note', { autocomplete: 'off' });
  const form = sender(`Answer ${decision.ticketId}`, el('div.fields', amount, note), buttons, async (data, verdict) => {
    const changed = verdict === 'approve' && proposed && data.amount !== proposed.amount;
    const after = await post(paths.approval(decision.decisionId), {
      claimId: claim.claimId, verdict, note: data.note.trim() || undefined, amount: changed ? { amount: data.amount, currency: proposed.currency } : undefined,
    });
    const now = after.claims.find((each) => each.claimId === claim.claimId);
    const words = settledWords(now, verdict);
    settled(words);
    return words;
  });
  const consequence = proposed
    ? 'Approve pays this sum at once, or once a second person agrees where the policy wants two. Reject pays nothing: the case is yours to take over in the helpdesk.'
    : 'Agree tells the customer that it is denied. Otherwise nothing is sent: the case is yours to take over in the helpdesk.';
  form.prepend(el('p.dim', consequence));
  return form;
}

/** What an answer came to, in words. */
export function settledWords(claim, verdict) {
  if (claim.status === 'pendingApproval') return 'Your agreement is kept. A second person has to agree to the same sum before it is paid.';
  if (claim.status === 'executed') return ['Approved and carried out: ', money(claim.refund.amount), '.'];
  if (claim.outcome === 'deny') return 'Agreed: the customer is told that it is denied.';
  if (verdict === 'reject') return 'Closed without acting: take the case over in the helpdesk.';
  return ['It was approved, and could not be carried out: ', claim.reasons.map((each) => each.text).join(' '), ' Take the case over in the helpdesk.'];
}

/** What is proposed for a claim, as one glance takes it in, and why. */
export function proposal(claim) {
  const { refund } = claim;
  const asked = claim.kind === 'other' ? 'request' : claim.kind === 'cancel' ? 'cancellation' : claim.kind;
  return el('div.proposal',
    el('p.sum', refund ? `Refund ${money(refund.amount)}` : claim.outcome === 'deny' ? `Deny the ${asked}` : word(claim.outcome)),
    refund && el('p', `For a ${asked}, order `, said(refund.orderId), refund.items.length > 0 && [': ', said(refund.items.join(', '))],
      refund.payTo && `, paid as ${word(refund.payTo)}`, refund.keepItem && ', the customer keeps the item'),
    reasons(claim.reasons));
}

/** The customer's words, read only when somebody wants to see them: they are not part of the list. */
export function customersWords(decision, signal) {
  const place = el('blockquote', 'Loading \u2026');
  const load = async () => {
    const { case: told } = await get(paths.refund(decision.decisionId), signal);
    place.replaceChildren(told ? said(told.message) : 'The customer was erased: the words are gone.');
  };
  const details = el('details', { toggle: () => { if (details.open) load().catch((problem) => place.replaceChildren(problem.message)); } },
    el('summary', 'What the customer wrote'), place);
  return details;
}

/** How long it has waited and will wait, and who has agreed so far. */
export function waiting(claim) {
  const soon = new Date(claim.pending.expiresAt) - Date.now() < 6 * 3600 * 1000;
  return el('div.meta',
    el('p', 'Waiting since ', when(claim.pending.since), ` (${distance(claim.pending.since)}). `,
      el(soon ? 'strong.warn' : 'span', `Expires ${distance(claim.pending.expiresAt)}`), ', ', when(claim.pending.expiresAt), '.'),
    claim.approvals && el('p', claim.approvals.map((each) => [said(each.by), ` agreed to ${money(each.amount)}, `, when(each.at), '. ']), el('strong', 'A second person has to agree.')));
}
