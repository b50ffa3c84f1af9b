import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';

export interface DashboardOptions {
  /** Part of its URL, and the name of its file. */
  uid: string;
  title: string;
  description: string;
  /** A choice at the top, of the values of a label of a metric. */
  variable?: { name: string; metric: string };
  panels: readonly Builder<Panel>[];
}

/** A dashboard of Hubtwin: the last hour, of the selected Prometheus. */
export function dashboard({ uid, title, description, variable, panels }: DashboardOptions) {
  const built = new DashboardBuilder(`Hubtwin: ${title}`)
    .uid(`hubtwin-${uid}`)
    .description(description)
    .tags(['hubtwin'])
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  if (variable !== undefined) {
    built.withVariable(
      new QueryVariableBuilder(variable.name)
        .datasource({ type: 'prometheus', uid: '$datasource' })
        .query(`label_values(${variable.metric}, ${variable.name})`)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue('.*'),
    );
  }
  for (const panel of panels) built.withPanel(panel);
  return built.build();
}
