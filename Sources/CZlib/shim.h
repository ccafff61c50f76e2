// zlib as the system has it (Debian: zlib1g-dev); status lists are gzip-compressed.
#include <zlib.h>
