import { Injector, createEnvironmentInjector, runInInjectionContext } from '@angular/core';
import type { EnvironmentInjector } from '@angular/core';
import { VirtualTimeScheduler } from 'rxjs';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { BtmgmtConnection, BtmgmtOptions } from 'rx-btmgmt/angular';
import { provideBtmgmt } from 'rx-btmgmt/angular';

/** An application without a page, and a simulated kernel, in one virtual time. */
export class World {
  readonly time = new VirtualTimeScheduler();
  readonly simulator = createSimulator({ scheduler: this.time, controllers: [{}] });

  application(connection: BtmgmtConnection, options: BtmgmtOptions = {}): Application {
    return new Application(connection, { scheduler: this.time, ...options });
  }

  /** So many virtual milliseconds, and what they bring. */
  pass(milliseconds = 100): void {
    this.time.maxFrames = this.time.frame + milliseconds;
    this.time.flush();
    this.time.frame = this.time.maxFrames;
  }
}

class Application {
  readonly injector: EnvironmentInjector;

  constructor(connection: BtmgmtConnection, options: BtmgmtOptions) {
    // There is nothing above it: an application is the outermost one.
    const outside = Injector.NULL as EnvironmentInjector;
    this.injector = createEnvironmentInjector([provideBtmgmt(connection, options)], outside);
  }

  /** As a component would while it is made. */
  run<T>(work: () => T): T {
    return runInInjectionContext(this.injector, work);
  }

  end(): void {
    this.injector.destroy();
  }
}
