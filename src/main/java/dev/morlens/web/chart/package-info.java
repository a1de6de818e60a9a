/** Pictures drawn as SVG. */
package dev.morlens.web.chart;
