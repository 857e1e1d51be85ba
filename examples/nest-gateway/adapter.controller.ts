import { Body, Controller as Rest, Get, NotFoundException, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { map, take } from 'rxjs';
import type { Controller } from 'rx-btmgmt';
import { InjectController } from 'rx-btmgmt/nest';

export class PowerDto {
  @ApiProperty()
  readonly powered!: boolean;
}

@ApiTags('adapter')
@Rest('adapter')
export class AdapterController {
  constructor(@InjectController() private readonly adapter: Controller) {}

  @Get('power')
  @ApiOkResponse({ type: PowerDto })
  power(): Observable<PowerDto> {
    return this.adapter.state$.pipe(
      take(1),
      map((state) => {
        if (state === undefined) throw new NotFoundException('The adapter is not there: plug it in');
        return { powered: state.settings.Powered };
      }),
    );
  }

  /** What is no switch is refused by the library, and answered with 400. */
  @Put('power')
  @ApiOkResponse({ type: PowerDto })
  setPower(@Body() { powered }: PowerDto): Observable<PowerDto> {
    return this.adapter
      .command$('SetPowered', powered)
      .pipe(map(({ currentSettings }) => ({ powered: currentSettings.Powered })));
  }
}
