export { createRedactor } from './redact.ts';
export { type Logger, startTelemetry, type Telemetry, type TelemetryOptions } from './start-telemetry.ts';
