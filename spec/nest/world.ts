import 'reflect-metadata';
import { Inject, Injectable } from '@nestjs/common';
import type { InjectionToken, Type } from '@nestjs/common';
import { createSimulator } from 'rx-btmgmt/simulator';

/** What the compiler makes of a class with decorators, which these specifications are compiled without. */
export function injectable<T>(service: Type<T>, ...decorators: readonly ParameterDecorator[]): Type<T> {
  Injectable()(service);
  decorators.forEach((decorate, at) => decorate(service, undefined, at));
  return service;
}

export const injected = (token: InjectionToken): ParameterDecorator => Inject(token);

/** A kernel with one controller. */
export const kernel = (address = '00:1A:7D:DA:71:13') => createSimulator({ controllers: [{ address }] });
