/** How commands print: tables that fit the screen, JSON, colours. */
package io.parley.cli.output;
