import { decideReport } from '../../domain/case/decide-report.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf, firstVersion } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { heldAtTheGate } from '../shell/at-the-gate.ts';
import { secret as chance, sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { means } from '../shell/execute.ts';
import { gateOf } from '../shell/gate.ts';
import { heldReports } from '../shell/held-desk.ts';
import { keepReport } from '../shell/keep-report.ts';
import { log } from '../shell/log.ts';
import { numberAgain } from '../shell/number-again.ts';
import { contactIn } from '../shell/open311-contact.ts';
import { Open311Error, open311, type Told } from '../shell/open311-endpoint.ts';
import { readForm } from '../shell/open311-form.ts';
import { reportFrom } from '../shell/open311-report.ts';
import { serviceOf } from '../shell/open311-services.ts';
import { recent, residents } from '../shell/resident-desk.ts';

const own = desk();
const atGate = { gate: gateOf(), held: heldReports(), cases: own.cases };
const kept = { residents: residents(), recent: recent() };

/**
 * `POST /open311/v2/requests`, in JSON and XML: somebody reports a matter, without an account. The number is made of the form
 * and the ten minutes in which it came, so that sent again it opens no second case, and is answered with the same number.
 */
export const handler = open311(async (event) => {
  const form = readForm(event);
  const present = await means(own);
  const { now, directory } = present;
  const category = serviceOf(form.fields.service_code, directory);
  const id = await numberAgain(sha256(form.text), now, own.cases);
  const report = reportFrom(form, category, id, directory);
  const decision = decideReport(report, now, directory);
  if (isRefusal(decision)) throw new Open311Error(400, decision.message);
  const secret = chance();
  const request = sha256(canonical({ report }));
  const receipt = receiptOf(id, secret, sha256);
  const incoming = { id, receipt, request, report, contact: contactIn(form.fields) ?? null, subscribed: false };
  // Whoever has a key is known, and answers for what comes with it.
  const held = form.keyHolder === undefined && (await heldAtTheGate(event, incoming, now, atGate));
  if (held)
    return filed(
      held.id,
      '已收到，待区网格监管中心核实',
      held.receipt === receipt && form.extended ? secret : undefined,
    );
  const file = firstVersion(request, decision, present, receipt);
  const isNew = await own.cases.save(file, present);
  const there = isNew ? file : await own.cases.load(id);
  if (there?.request !== request) throw new Error(`another case has the number ${id}`);
  await keepReport(kept, there, contactIn(form.fields));
  log.info('filed over Open311', { id, key: form.keyHolder, isNew });
  const notice = `已转${directory.unit(caseOf(file).origin).name}办理，凭编号可查询进度`;
  return { ...filed(id, notice, form.extended && isNew ? secret : undefined), status: isNew ? 201 : 200 };
});

/** The number, and with it the receipt where it is told. */
const filed = (id: string, service_notice: string, secret: string | undefined): Told => ({
  root: 'service_requests',
  status: 201,
  tree: [
    {
      service_request_id: id,
      service_notice,
      account_id: null,
      ...(secret !== undefined && { extended_attributes: { receipt: `${id}-${secret}` } }),
    },
  ],
});
