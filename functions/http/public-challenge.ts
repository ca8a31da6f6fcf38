import { now } from '../shell/chance.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { gateOf } from '../shell/gate.ts';

const { proofs } = gateOf();

/** `GET /public/challenge`: work for a device, to be done before more reports are taken from it. Kept nowhere, over in a quarter of an hour. */
export const handler = endpoint(async () => ok(await proofs.challenge(now())));
