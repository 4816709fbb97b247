/**
 * Fewer points that look the same: MinMaxLTTB (Van Der Donckt et al., 2023). The extremes of each
 * column are preselected, and of these the largest triangles kept (Steinarsson, 2013). Pure code.
 */
package fettle.dashboard.series.downsample;
