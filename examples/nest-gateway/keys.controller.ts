import { Controller, Get, Headers, Inject, NotFoundException, Param, UnauthorizedException } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import type { KeyLabel } from 'rx-btmgmt';
import type { BridgeSettings } from './bridge.service.js';
import { BRIDGE_SETTINGS } from './bridge.service.js';
import { KeysService } from './keys.service.js';

/** Who is paired with the adapter is told to those who may be clients of the bridge. */
@ApiTags('keys')
@ApiBearerAuth()
@Controller('keys')
export class KeysController {
  constructor(
    private readonly keys: KeysService,
    @Inject(BRIDGE_SETTINGS) private readonly settings: BridgeSettings,
  ) {}

  @Get(':controller')
  list(
    @Param('controller') controller: string,
    @Headers('authorization') authorization: string | undefined,
  ): Observable<readonly Pick<KeyLabel, 'kind' | 'address'>[]> {
    if (authorization !== `Bearer ${this.settings.bridge.token}`) throw new UnauthorizedException();
    return this.keys.list$(controller).pipe(
      map((list) => {
        if (list === undefined) throw new NotFoundException('There is no store of keys here');
        return list;
      }),
    );
  }
}
