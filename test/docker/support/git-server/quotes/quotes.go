// Package quotes is what nobody else may read.
package quotes

// Today is the quote of today.
const Today = "a private quote"
