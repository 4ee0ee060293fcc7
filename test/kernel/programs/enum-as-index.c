/* Enumerators as designators and bounds. */
#include <stdio.h>

int main(void)
{
	enum kind { LOW, MID, HIGH, KINDS }; static const int weight[KINDS] = { [HIGH] = 100, [LOW] = 1, [MID] = 10 };
	int sum = 0;
	for (enum kind k = LOW; k < KINDS; k++) sum += weight[k] * (k + 1);
	printf("%d\n", sum);
	return 0;
}

/* expect: 321 */
