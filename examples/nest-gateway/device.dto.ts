import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Device } from 'rx-btmgmt';

/** What clients get of a device, and what the description of the interface says. */
export class DeviceDto {
  @ApiProperty({ example: 'C0:00:00:00:00:0A' })
  readonly address: string;

  @ApiProperty({ example: 'LERandom' })
  readonly addressType: string | number;

  @ApiPropertyOptional({ example: 'Lamp' })
  readonly name?: string;

  @ApiProperty({ description: 'dBm; null if the controller could not measure it', type: Number, nullable: true })
  readonly rssi: number | null;

  @ApiProperty({ description: 'When it was heard last, in milliseconds since 1970' })
  readonly lastSeen: number;

  constructor({ address, addressType, name, rssi, lastSeen }: Device) {
    this.address = address;
    this.addressType = addressType;
    if (name !== undefined) this.name = name;
    this.rssi = rssi === undefined || Number.isNaN(rssi) ? null : rssi;
    this.lastSeen = lastSeen;
  }
}
