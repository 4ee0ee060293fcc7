/* Fields of a register by their mask. */
#include <stdio.h>

#define BIT(n) (1u << (n))
#define GENMASK(h, l) ((~0u << (l)) & (~0u >> (31 - (h))))
#define __bf_shf(x) (__builtin_ffsll(x) - 1)
#define FIELD_PREP(mask, val) (((typeof(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_GET(mask, reg) ((typeof(mask))(((reg) & (mask)) >> __bf_shf(mask)))

int main(void)
{
	unsigned int reg = FIELD_PREP(GENMASK(7, 4), 0xa) | FIELD_PREP(GENMASK(31, 24), 0x5c) | BIT(0);
	printf("%x %x %x\n", reg, FIELD_GET(GENMASK(7, 4), reg), FIELD_GET(GENMASK(31, 24), reg));
	reg &= ~GENMASK(31, 24);
	printf("%x\n", reg);
	return 0;
}

/* expect: 5c0000a1 a 5c */
/* expect: a1 */
