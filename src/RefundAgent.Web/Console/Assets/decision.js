// Why the agent did what it did: one decision from the customer's words to the money, and what people said of it.
import { el, facts, said, table } from './dom.js';
import { get, paths } from './api.js';
import { badge, button, head, link, nothing, reasons } from './parts.js';
import { money, percent, value, when, word } from './words.js';
import { answerForm, waiting } from './answer.js';
import { feedbackForm } from './feedback.js';

export async function showDecision({ signal, path: [id], refresh, say }) {
  const record = await get(paths.refund(id), signal);
  const { decision, usage } = record;
  const done = async (words) => { await refresh(); say(words); };
  return [
    head(['Ticket ', said(decision.ticketId)], button('Refresh', refresh)),
    el('p', badge(word(decision.outcome)), ' ', badge(word(decision.status), decision.status === 'pendingApproval' ? 'warn' : null), decision.amount && [' ', el('strong', money(decision.amount))]),
    el('section', el('h2', 'The customer wrote'), record.case ? el('blockquote', said(record.case.message)) : nothing('The customer was erased: the words are gone.')),
    el('section', el('h2', 'The customer is told'), el('blockquote', said(decision.reply))),
    decision.claims.map((claim, place) => claimPart(decision, claim, record.claims[place], done)),
    el('section', el('h2', 'How it came about'), facts([
      ['Decided', when(record.decidedAt)],
      ['Customer', record.case && [said(record.case.customerId), record.case.customerAuthenticated ? '' : ' (nobody has checked who this is)']],
      ['Brought by', record.case && said(record.case.broughtBy)],
      ['Language', record.case?.language],
      ['Learned context', link(`version ${record.contextVersion}`, 'versions', String(record.contextVersion))],
      ['Policy', said(record.policyVersion)],
      ['Advisor', [decision.advisor === 'model' ? said(`model ${usage?.deployment ?? ''}`) : 'built-in, no model', usage?.fallback && [', stood in for the model: ', word(usage.fallback)]]],
      ['Model', usage?.inputTokens > 0 && `${usage.inputTokens} + ${usage.outputTokens} tokens, ${usage.costUsd} USD, ${Math.round(usage.milliseconds)} ms`],
      ['Its account', record.case?.reasoning && said(record.case.reasoning)],
      ['Decision id', el('code', decision.decisionId)],
    ])),
    el('section', el('h2', 'What was said of it'), record.feedback.length === 0 ? nothing('Nobody has said anything of it yet.') : table('Feedback', ['When', 'Who', 'What', 'Why'],
      record.feedback.map((each) => [when(each.at), said(each.by), whatWasSaid(each), [each.reason, each.note, each.editedReply].map((text) => text && [said(text), ' '])]))),
  ];
}

const whatWasSaid = (each) => [
  word(each.kind), each.outcome && `: ${word(each.outcome)}`, each.amount && ` ${money(each.amount)}`, each.score && ` ${each.score} of 5`,
];

function claimPart(decision, claim, trace, done) {
  const { reading, proposal, ruling } = trace;
  return el('section.card',
    el('h2', `${claim.kind[0].toUpperCase()}${claim.kind.slice(1)}: ${word(claim.outcome)}`, claim.refund && ` ${money(claim.refund.amount)}`),
    facts([
      ['Understood as', reading && [
        word(reading.request),
        reading.reason && [', because ', said(reading.reason.replaceAll('_', ' '))],
        reading.order && [', order ', said(reading.order)],
        reading.items.length > 0 && [', ', said(reading.items.join(', '))],
      ]],
      ['Doubts', reading?.doubts.map((doubt) => el('p', word(doubt.kind), ': ', said(doubt.about)))],
      ['Proposed', [word(proposal.outcome), proposal.confidence > 0 && ` (confidence ${percent(proposal.confidence)})`, isSame(proposal.reasons, ruling.reasons) || reasons(proposal.reasons)]],
      ['Ruled by the policy', [word(ruling.outcome), ruling.amount && ` ${money(ruling.amount)}`, ruling.hold && [', waits because ', word(ruling.hold)], reasons(ruling.reasons)]],
      ['Learned items used', trace.items.map((item) => el('p', link(item, 'items', item)))],
      ['Kind of ruling', [said(claim.segment), ` (${word(claim.autonomy.state)})`]],
      ['Money', trace.action?.parts.map(part)],
      ['Answered', trace.answer && [
        trace.answer.verdict, trace.answer.amount && ` ${money(trace.answer.amount)}`, ' by ', said(trace.answer.by), ', ', when(trace.answer.at),
        trace.answerNote && [': ', said(trace.answerNote)],
      ]],
      ['Expired', trace.wait?.ended && ['nobody answered until ', when(trace.wait.ended.at)]],
    ]),
    claim.pending ? [waiting(claim), answerForm(decision, claim, done)] : feedbackForm(decision, claim),
    trace.facts && el('details', el('summary', `The ${trace.facts.length} facts it was decided on`), table('Facts', ['Fact', 'Value', 'Source'],
      trace.facts.map((fact) => [el('code', fact.name), value(fact.value), [word(fact.source.origin), ': ', said(fact.source.reference)]]))));
}

const isSame = (left, right) => JSON.stringify(left) === JSON.stringify(right);

const part = ({ plan, result }) => el('p', money(plan.amount), ' on payment ', said(plan.payment), ': ',
  result ? [word(result.result), result.reference && [' (', said(result.reference), ')'], result.detail && [': ', said(result.detail)]] : 'not tried yet',
  plan.initiator === 'person' ? ', on a person\u2019s word' : ', on the agent\u2019s word');
