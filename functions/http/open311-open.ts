import { decideReport } from '../../domain/case/decide-report.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { append, caseOf, newFile } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { instant, ms } from '../../domain/primitives.ts';
import { secret as chance, sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { means } from '../shell/execute.ts';
import { log } from '../shell/log.ts';
import { Open311Error, open311 } from '../shell/open311-endpoint.ts';
import { readForm } from '../shell/open311-form.ts';
import { reportFrom } from '../shell/open311-report.ts';
import { serviceOf } from '../shell/open311-services.ts';
import { ulidFor } from '../shell/ulid-for.ts';

const own = desk();
/** Milliseconds within which the same form is the same request. */
const AGAIN = 600_000;

/**
 * `POST /open311/v2/requests`, in JSON and XML: somebody reports a matter, without an account. The number is made of the form
 * and the ten minutes in which it came, so that sent again it opens no second case, and is answered with the same number.
 */
export const handler = open311(async (event) => {
  const form = readForm(event);
  const present = await means(own);
  const { now, directory } = present;
  const category = serviceOf(form.fields.service_code, directory);
  const began = ms(now) - (ms(now) % AGAIN);
  const numbered = (since: number) => ulidFor(instant(since), sha256(form.text));
  const before = await own.cases.load(numbered(began - AGAIN));
  const isAgain = before !== undefined && ms(caseOf(before).openedAt) > ms(now) - AGAIN;
  const id = numbered(isAgain ? began - AGAIN : began);
  const report = reportFrom(form, category, id, directory);
  const decision = decideReport(report, now, directory);
  if (isRefusal(decision)) throw new Open311Error(400, decision.message);
  const secret = chance();
  const request = sha256(canonical({ report }));
  const file = { ...append(newFile(request, receiptOf(id, secret, sha256)), decision, present), version: 1 };
  const isNew = await own.cases.save(file, present);
  if (!isNew && (await own.cases.load(id))?.request !== request) throw new Error(`another case has the number ${id}`);
  log.info('filed over Open311', { id, key: form.keyHolder, isNew });
  const notice = `已转${directory.unit(caseOf(file).origin).name}办理，凭编号可查询进度`;
  return {
    root: 'service_requests',
    status: isNew ? 201 : 200,
    tree: [
      {
        service_request_id: id,
        service_notice: notice,
        account_id: null,
        ...(form.extended && isNew && { extended_attributes: { receipt: `${id}-${secret}` } }),
      },
    ],
  };
});
