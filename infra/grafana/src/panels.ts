import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** A query and the name of its series; labels are in `{{ }}`. */
export type Query = readonly [expression: string, legend: string];

export interface PanelOptions {
  title: string;
  /** The explanation for operators. */
  description: string;
  /** Grafana's name of the unit: `s`, `reqps`, `percentunit`, `short`. */
  unit: string;
  queries: readonly Query[];
}

const source = { type: 'prometheus', uid: '$datasource' };

const target = ([expression, legend]: Query) =>
  new DataqueryBuilder().datasource(source).expr(expression).legendFormat(legend);

/** A time series, half as wide as the page. */
export function graph({ title, description, unit, queries }: PanelOptions): TimeseriesBuilder {
  const panel = new TimeseriesBuilder().title(title).description(description).datasource(source);
  return panel.unit(unit).min(0).span(12).height(8).fillOpacity(10).targets(queries.map(target));
}

/** The current value, a quarter of the page. */
export function number({ title, description, unit, queries }: PanelOptions): StatBuilder {
  const panel = new StatBuilder().title(title).description(description).datasource(source);
  return panel
    .unit(unit)
    .span(6)
    .height(4)
    .targets(queries.map((query) => target(query).instant()));
}
