import GRDB
import Hummingbird
import HummingbirdTLS
import AsyncHTTPClient
import Yams
