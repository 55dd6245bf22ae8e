/** Maps of bytes to bytes in mapped files, in the format of Chronicle Map, safe against writers that die. */
package io.parley.internal.map;
