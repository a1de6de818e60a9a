/** Lists of sessions, holds and movements, page by page. */
package dev.morlens.position.list;
