/** The calculator page. */
package dev.morlens.web.calculator;
