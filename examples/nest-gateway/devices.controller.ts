import { Controller, Get, Sse } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { take } from 'rxjs';
import { DeviceDto } from './device.dto.js';
import type { DeviceNews } from './devices.service.js';
import { DevicesService } from './devices.service.js';

@ApiTags('devices')
@Controller('devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Get()
  @ApiOkResponse({ type: DeviceDto, isArray: true })
  list(): Observable<readonly DeviceDto[]> {
    return this.devices.list$().pipe(take(1));
  }

  /** Server-sent events `found`, `updated` and `lost`: OpenAPI has no words for them. */
  @Sse('news')
  @ApiExcludeEndpoint()
  news(): Observable<DeviceNews> {
    return this.devices.news$();
  }
}
