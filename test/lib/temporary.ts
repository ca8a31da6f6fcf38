import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'gridlight-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A new directory that is there until the test file is done. */
export const temporary = (): string => mkdtempSync(join(root, 'd-'));
