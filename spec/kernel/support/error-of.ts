import assert from 'node:assert/strict';
import { lastValueFrom, type Observable } from 'rxjs';

/** The error with which it ends; that it ends with none is an error, too. Subscribes at once. */
export async function errorOf(source$: Observable<unknown>): Promise<unknown> {
  try {
    await lastValueFrom(source$, { defaultValue: undefined });
  } catch (error) {
    return error;
  }
  return assert.fail('It ended without an error.');
}
