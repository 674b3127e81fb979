// The form by which a person says what a ruling should have been; the learner reads it on its next run.
import { el } from './dom.js';
import { paths, post } from './api.js';
import { field, sender } from './parts.js';

const DECIMAL = { inputmode: 'decimal', pattern: '\\d+(\\.\\d+)?', autocomplete: 'off', title: 'A decimal number such as 12.50' };
const WEIGHTS = [
  ['A ruling, one voice among others', 'ruling'],
  ['An audit: it beats other rulings (manager)', 'audit'],
  ['An audit of a case that must never be lost again (manager)', 'mustPass'],
];
const OUTCOMES = [['approve', 'approve'], ['deny', 'deny'], ['left to a person', 'escalate']];
const HEARD = 'Taken down: the learner reads it on its next run.';

/** Agree, or say what is right instead. */
export function feedbackForm(decision, claim) {
  const currency = claim.refund?.amount.currency;
  const amount = field(`Amount${currency ? ` (${currency})` : ''}, where another one is right`, 'amount', DECIMAL);
  const other = currency ? null : field('Currency of the amount', 'currency', { pattern: '[A-Z]{3}', maxlength: '3', autocomplete: 'off', title: 'Three capital letters such as USD' });
  const audit = field('How binding is it?', 'kind', { kind: 'select' }, WEIGHTS);
  return el('div.twice',
    sender(`Agree with ${decision.ticketId}`, el('p', 'It was right as it stands.'), [['Confirm', 'confirm', 'primary']], async () => {
      await post(paths.feedback(decision.decisionId), { kind: 'confirm', claimId: claim.claimId });
      return HEARD;
    }),
    el('details', el('summary', 'It should have been otherwise'),
      sender(`Overrule ${decision.ticketId}`, [
        el('div.fields', field('It should have been', 'outcome', { kind: 'select' }, OUTCOMES), amount, other, field('Reason', 'reason', { autocomplete: 'off' }), audit),
        field('Note (optional)', 'note', { kind: 'textarea', rows: '2' }),
        el('p.dim', 'This teaches; it moves no money and tells the customer nothing.'),
      ], [['Overrule', 'overrule', 'primary']], async (data) => {
        await post(paths.feedback(decision.decisionId), ruling(claim, data, currency ?? data.currency));
        return HEARD;
      })));
}

function ruling(claim, { kind, outcome, amount, reason, note }, currency) {
  return {
    kind: kind === 'ruling' ? 'ruling' : 'audit',
    mustPass: kind === 'mustPass' || undefined,
    claimId: claim.claimId,
    outcome,
    amount: amount ? { amount, currency } : undefined,
    reason: reason.trim() || undefined,
    note: note.trim() || undefined,
  };
}
