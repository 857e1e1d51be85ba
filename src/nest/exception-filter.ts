import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { throwError } from 'rxjs';
import { httpStatusOf } from './http-status.js';
import { MgmtError } from '../protocol/errors.js';

/** What a client gets of an error. */
export interface ErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly code: string;
  /** Keys and PINs are never in it. */
  readonly message: string;
}

/** What Express and Fastify have in common. */
interface Response {
  status(code: number): { send(body: ErrorBody): unknown };
}

/**
 * Answers HTTP requests that failed with an error of this library, see {@link httpStatusOf}; passes on what came in another way.
 *
 * ```ts
 * app.useGlobalFilters(new BtmgmtExceptionFilter());
 * ```
 */
export class BtmgmtExceptionFilter implements ExceptionFilter<MgmtError> {
  catch(error: MgmtError, host: ArgumentsHost): Observable<never> | undefined {
    if (host.getType() !== 'http') return throwError(() => error);
    const { name, code, message } = error;
    const statusCode = httpStatusOf(error) ?? 500;
    host.switchToHttp().getResponse<Response>().status(statusCode).send({ statusCode, error: name, code, message });
    return undefined;
  }
}

Catch(MgmtError)(BtmgmtExceptionFilter);
