/** This process in a domain: its directory, its slot, the handles it has open. */
package io.parley.internal.domain;
