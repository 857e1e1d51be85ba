export type { Answer, AnswerEntry, Answers, FailedSend, ReplyAnswer } from './answers.js';
export { assertDeepEqual } from './assert-deep-equal.js';
export type {
  OptionalMember,
  TransportBench,
  TransportPeer,
  TransportRecording,
  TransportUnderTest,
} from './contract/bench.js';
export type { TransportScenario } from './contract/transport-contract.js';
export { transportContract } from './contract/transport-contract.js';
export { eventWith, replyWith } from './fill.js';
export type { MgmtRunHelpers } from './mgmt-test-scheduler.js';
export { MgmtTestScheduler } from './mgmt-test-scheduler.js';
export type {
  AnyEventName,
  CommandNamed,
  ExpectedCommand,
  KernelValue,
  PartialDrops,
  PartialEvent,
  PartialReply,
  PartialReturn,
  SentCommand,
} from './partial.js';
export type {
  CommandExpectation,
  KernelOptions,
  MarbleEvents,
  ObservableExpectation,
  SubscriptionExpectation,
  Synchronous,
  TestedMgmt,
  TransportSource,
} from './run-helpers.js';
export type { SubscriptionLogs } from './watched-transport.js';
